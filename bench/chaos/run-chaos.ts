import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { say } from "../figure.ts";
import { startFaults, type FaultSchedule } from "./faults/fault-schedule.ts";
import { type RecoveryLog, recoveryLog } from "./faults/recovery.ts";
import { seededRandom } from "./random.ts";
import { decideOpen, eventDelayMs, reportEvents } from "./runs/answer-waits.ts";
import { type Batch, planBatches, type PlannedRun } from "./runs/plan-runs.ts";
import { startBatch } from "./runs/start-runs.ts";
import type { ChaosSettings } from "./settings.ts";
import { type ChaosSite, openChaosSite } from "./site/chaos-site.ts";
import { type ChaosTenant, makeTenants } from "./site/make-tenants.ts";
import { startWorkerPool } from "./site/worker-pool.ts";
import { judge, offendingRuns, type Verdict } from "./verdict/judge.ts";

/** What a run of chaos has shown. */
export type ChaosOutcome = {
  readonly verdict: Verdict;
  /** Runs that were started from outside. */
  readonly started: number;
  readonly faults: FaultSchedule["counts"];
  readonly recovery: Pick<RecoveryLog, "samples" | "acrossRestarts">;
  readonly seconds: number;
  /** Ids of runs for whoever looks into a violation. */
  readonly offending: readonly string[];
};

const TENANTS = 3;
/** Runs with something to do at the same time at most: a longer queue would measure the queue. */
const OPEN_RUNS = 60;
/** Everything must have come to its end so long after the last fault. */
const SETTLE_MS = 120_000;

/** Starts everything, breaks it again and again, and says what became of the runs. */
export async function runChaos(settings: ChaosSettings): Promise<ChaosOutcome> {
  const dataDir = settings.dataDir ?? mkdtempSync(join(tmpdir(), "catalyst-chaos-"));
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  try {
    await using site = await openChaosSite(join(dataDir, "database"), settings.seed);
    return await chaosOn(site, settings, join(dataDir, "workers.log"));
  } finally {
    if (settings.dataDir === null) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function chaosOn(site: ChaosSite, settings: ChaosSettings, logFile: string): Promise<ChaosOutcome> {
  const random = seededRandom(settings.seed);
  const others = Math.min(60, Math.max(12, Math.ceil(settings.runs / 200)));
  const tenants = await makeTenants(site, random, { tenants: TENANTS, workflows: { called: 8, others } });
  const batches = planBatches(random.fork("runs"), tenants, settings.runs);
  say(`${TENANTS * (others + 9)} workflows, ${batches.length} batches`);
  const recovery = recoveryLog(site);
  // Workers start all the time here, and compiling them is half of that.
  const environment = { ...site.workerEnvironment, NODE_COMPILE_CACHE: join(tmpdir(), "catalyst-chaos-compiled") };
  const onDeath = (worker: { readonly workerId: string }): void => recovery.watch(worker.workerId);
  const pool = await startWorkerPool({ count: settings.workers, environment, logFile, onDeath });
  const startedAt = performance.now();
  const deadline = startedAt + settings.minutes * 60_000;
  let runs: readonly PlannedRun[];
  let faults: FaultSchedule["counts"];
  {
    await using _pool = pool;
    const decider = decideAll(site, tenants, batches);
    const schedule = startFaults({ site, pool, tenants, random: random.fork("faults") });
    runs = await startAll(site, batches, { random: random.fork("events"), deadline });
    await Promise.race([schedule.eachStruck, delay(60_000)]);
    await schedule.stop();
    faults = schedule.counts;
    await settle(site);
    await decider.stop();
    await recovery.settled();
  }
  const verdict = await judge(site, runs);
  const wrong = [...verdict.lost, ...verdict.doubled];
  const offending = wrong.length === 0 ? [] : await offendingRuns(site, wrong);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { verdict, started: runs.length, faults, recovery, seconds, offending };
}

type Starting = { readonly random: ReturnType<typeof seededRandom>; readonly deadline: number };

/** Starts batch after batch, as fast as they are worked off, until the time is over; gives the runs that were started. */
async function startAll(
  site: ChaosSite,
  batches: readonly Batch[],
  { random, deadline }: Starting,
): Promise<readonly PlannedRun[]> {
  const started: PlannedRun[] = [];
  const reports: Promise<void>[] = [];
  let saidAt = performance.now();
  for (const batch of batches) {
    await roomForMore(site);
    if (performance.now() > deadline) break;
    const delayed = batch.runs
      .filter((run) => run.expected.events.length > 0)
      .map((run) => ({ run, ms: eventDelayMs(random) }));
    for (const { run, ms } of delayed) if (ms === 0) await reportEvents(site, run);
    await startBatch(site, batch);
    started.push(...batch.runs);
    for (const { run, ms } of delayed) if (ms > 0) reports.push(delay(ms).then(() => reportEvents(site, run)));
    if (performance.now() - saidAt > 15_000) {
      say(`${started.length} runs started`);
      saidAt = performance.now();
    }
  }
  await Promise.all(reports);
  return started;
}

async function roomForMore(site: ChaosSite): Promise<void> {
  const open = "select 1 from engine.run_queue where status <> 'waiting' offset $1 limit 1";
  while ((await site.ask(open, [OPEN_RUNS])).length > 0) await delay(50);
}

/** People who decide approvals, all the time. */
function decideAll(
  site: ChaosSite,
  tenants: readonly ChaosTenant[],
  batches: readonly Batch[],
): { readonly stop: () => Promise<void> } {
  const decisions = new Map(
    batches.flatMap(({ tenant, runs }) =>
      runs.flatMap(({ expected }) =>
        [...expected.decisions].map(([title, decision]): [string, "approved" | "rejected"] => [
          `${tenant.principal.tenantId} ${title}`,
          decision,
        ]),
      ),
    ),
  );
  let stopped = false;
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await decideOpen(site, tenants, decisions);
      await delay(300);
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopped = true;
      await ended;
    },
  };
}

const UNSETTLED = `
  select 1 from engine.run_queue q where not exists (
    select from crm.workflow_waits w where w.run_id = q.run_id and w.resolved_at is null and w.correlation_key like 'event:never/%')
  union all select 1 from pgboss.job where name = 'job' and state < 'completed' limit 1`;

/** Waits until only those runs are open that wait for ever, or until it takes too long: then they are in limbo. */
async function settle(site: ChaosSite): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline && (await site.ask(UNSETTLED)).length > 0) await delay(200);
}
