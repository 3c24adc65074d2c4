import { setTimeout as delay } from "node:timers/promises";
import { RunId } from "@catalyst/contracts";
import { CRASH_POINTS } from "@catalyst/workflow-engine";
import type { Random } from "../random.ts";
import type { ChaosSite } from "../site/chaos-site.ts";
import type { ChaosTenant } from "../site/make-tenants.ts";
import type { WorkerPool } from "../site/worker-pool.ts";

/** What goes wrong. `crash_point`: kill -9 at a named point of the protocol; `deploy`: SIGTERM. */
export const FAULTS = [
  "kill",
  "crash_point",
  "stall",
  "deploy",
  "postgres_restart",
  "connections_killed",
  "duplicate_delivery",
  "commit_reply_dropped",
  "commit_request_dropped",
  "half_open",
] as const;
export type Fault = (typeof FAULTS)[number];

/** Where faults strike. */
export type FaultSite = {
  readonly site: ChaosSite;
  readonly pool: WorkerPool;
  readonly tenants: readonly ChaosTenant[];
  readonly random: Random;
};

/** Faults, one after the other, drawn from the seed. */
export type FaultSchedule = {
  readonly counts: Readonly<Record<Fault, number>>;
  /** Resolves when each kind has struck. */
  readonly eachStruck: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** How often each is drawn, of a hundred. */
const WEIGHTS: Readonly<Record<Fault, number>> = {
  kill: 21,
  crash_point: 14,
  stall: 12,
  deploy: 4,
  postgres_restart: 5,
  connections_killed: 12,
  duplicate_delivery: 12,
  commit_reply_dropped: 12,
  commit_request_dropped: 6,
  half_open: 2,
};
/** Faults come with what is done, so that a slow machine has as many for each run as a quick one; within these times. */
const CALLS_BETWEEN = [5, 25] as const;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const LOOK_MS = 100;

/** Begins; each kind comes once before any comes twice. */
export function startFaults(place: FaultSite): FaultSchedule {
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const left = [...FAULTS];
  const stalls = new Set<Promise<void>>();
  const eachStruck = Promise.withResolvers<void>();
  let stopped = false;
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const fault = left.shift() ?? draw(place.random);
      const struck = await strike(place, fault, stalls);
      if (struck) counts[fault] += 1;
      else if (counts[fault] === 0) left.push(fault);
      if (left.length === 0) eachStruck.resolve();
      await delay(SHORTEST_PAUSE_MS);
      if (left.length === 0) await untilMoreIsDone(place, () => stopped);
    }
    await Promise.all(stalls);
  };
  const ended = loop();
  return {
    counts,
    eachStruck: eachStruck.promise,
    async stop() {
      stopped = true;
      await ended;
    },
  };
}

async function untilMoreIsDone({ site, random }: FaultSite, isOver: () => boolean): Promise<void> {
  const deadline = performance.now() + LONGEST_PAUSE_MS;
  const wanted = site.receiver.done.size + random.int(...CALLS_BETWEEN);
  while (!isOver() && site.receiver.done.size < wanted && performance.now() < deadline) await delay(LOOK_MS);
}

function draw(random: Random): Fault {
  let left = random.next() * 100;
  return FAULTS.find((fault) => (left -= WEIGHTS[fault]) < 0) ?? "kill";
}

/** Whether it could strike: two workers at least go on. */
async function strike(place: FaultSite, fault: Fault, stalls: Set<Promise<void>>): Promise<boolean> {
  const { site, pool, random } = place;
  switch (fault) {
    case "kill":
      return hit(place, "SIGKILL");
    case "deploy":
      return hit(place, "SIGTERM");
    case "crash_point":
      pool.nextWith({ CRASH_AT: `${random.pick(CRASH_POINTS)}:${random.int(1, 120)}` });
      return hit(place, "SIGKILL");
    case "stall":
      return stall(place, stalls);
    case "postgres_restart":
      await site.server.restart();
      return true;
    case "connections_killed":
      await killConnections(place);
      return true;
    case "duplicate_delivery":
      await deliverTwice(place);
      return true;
    case "commit_reply_dropped":
      site.proxy.arm("reply_dropped", random.int(1, 6));
      return true;
    case "commit_request_dropped":
      site.proxy.arm("request_dropped", random.int(1, 4));
      return true;
    case "half_open":
      site.proxy.arm("half_open", random.int(1, 3));
      return true;
  }
}

function hit({ pool, random }: FaultSite, signal: NodeJS.Signals): boolean {
  const active = pool.active();
  if (active.length < 3) return false;
  return random.pick(active).child.kill(signal);
}

/** Shorter than a lease, or longer: then the worker wakes up to find its runs taken. */
function stall({ pool, random }: FaultSite, stalls: Set<Promise<void>>): boolean {
  const active = pool.active();
  if (active.length < 3) return false;
  const worker = random.pick(active);
  worker.stopped = true;
  worker.child.kill("SIGSTOP");
  const wake = async (): Promise<void> => {
    await delay(random.int(500, 9_000));
    worker.child.kill("SIGCONT");
    worker.stopped = false;
  };
  const woken = wake().finally(() => stalls.delete(woken));
  stalls.add(woken);
  return true;
}

async function killConnections({ site, random }: FaultSite): Promise<void> {
  const part = random.pick([0.1, 0.5, 1]);
  await site.ask(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where usename in ('catalyst_worker', 'catalyst_app') and datname = 'chaos' and random() < $1`,
    [part],
  );
}

type OpenRun = { readonly run_id: string; readonly tenant_id: string };

/** Wake-ups of runs of every status, ended ones too, each of them twice. */
async function deliverTwice({ site, tenants }: FaultSite): Promise<void> {
  const recent = await site.ask<OpenRun>(
    "select run_id, tenant_id from crm.workflow_runs order by started_at desc limit 200",
  );
  for (const { principal } of tenants) {
    const ids = recent.filter((run) => run.tenant_id === principal.tenantId).map((run) => RunId.parse(run.run_id));
    if (ids.length > 0) await site.inTenant(principal, (tx) => site.queue.nudgeRuns(tx, [...ids, ...ids]));
  }
}
