import { PrincipalId, RunId, TenantId, WorkflowId } from "@catalyst/contracts";
import { type ClaimedRun, ENGINE_VERSION } from "@catalyst/workflow-engine";
import type pg from "pg";
import type { PgBoss } from "pg-boss";
import { commitTransaction, type Database } from "./database.ts";
import { createGroupCommit } from "./group-commit.ts";
import { backgroundJob, bossConnection, wakeUpJob } from "./queue.ts";
import { BEGIN_AGAIN, CLAIM_RUNS, DISOWN_RUNS } from "./statement/run-claim.ts";
import { upkeepPrincipal } from "./run-principal.ts";
import { RELEASE_RUN } from "./statement/run-commit.ts";
import {
  ADMIT_LANES,
  ADMIT_QUEUED,
  FORGET_OLD_WORKERS,
  LOCK_LANES,
  LOST_PRIORITY,
  PEEK,
  RUNNABLE_TOO_LONG,
  TAKE_OVER,
  TAKE_RETENTIONS,
  TAKE_SCHEDULES,
  WAKE_DUE,
} from "./statement/run-sweep.ts";

/** A lease that was not renewed for so long is over: three missed renewals. */
export const LEASE_SECONDS = 3;
/** So long a worker may be without a connection: three quarters of a second between renewals, and a third of one to connect again. */
const GAP_SECONDS = 1.1;
/** Nobody takes over this soon after a database restart, when all leases are old. */
const RESTART_GRACE_SECONDS = 5;
const SWEEP_LIMIT = 500;
/** Of an `integer`, which priorities are. */
const LOWEST_PRIORITY = -2_147_483_648;
/** A schedule whose job was lost is looked at again after so long. */
const SCHEDULE_PAUSE_SECONDS = 300;
/** After so long a runnable run may have lost its wake-up. */
const RECONCILE_AFTER_SECONDS = 60;

/** Runs of a tenant that may be open before others have to wait for admission. */
export const TENANT_RUN_LIMIT = 1_000;

/** What there is to do, seen in one query. */
export type Peek = {
  readonly wakeUps: boolean;
  readonly jobs: boolean;
  readonly jobsAtWork: boolean;
  readonly due: boolean;
  readonly queued: boolean;
  readonly schedules: boolean;
  readonly orphans: boolean;
};

const NOTHING: Peek = {
  wakeUps: false,
  jobs: false,
  jobsAtWork: false,
  due: false,
  queued: false,
  schedules: false,
  orphans: false,
};

/** A claimed run, with how often its workers were lost since it last made progress. Higher priorities come first. */
export type Claim = ClaimedRun & { readonly crashCount: number; readonly priority: number };

/** How to let go of a run: `afterSeconds` until it is tried again; `crashed` counts towards quarantine. */
export type Release = { readonly afterSeconds: number; readonly crashed: boolean };

/** The scheduling side of runs: claims, sweeps, leases. Spans tenants, so it touches ids, numbers, flags and times only. */
export type RunScheduler = {
  peek(): Promise<Peek>;
  /**
   * T1: takes wake-ups, claims their runs, deletes the jobs; one transaction. From here the lease alone is the truth.
   * `lostOnly`: only runs that lost their worker.
   */
  claim(limit: number, options?: { readonly lostOnly: boolean }): Promise<readonly Claim[]>;
  release(claim: Claim, release: Release): Promise<void>;
  /** Frees runs that are this worker's but not among those that it knows: a claim has failed, or only its answer was lost. Gives how many. */
  disown(known: readonly RunId[]): Promise<number>;
  /** Notes that a run begins which was taken over before. Not on a later claim's account. Those that come in together go together. */
  beginAgain(claim: ClaimedRun): Promise<void>;
  /** Wakes runs whose time has come; gives how many. */
  wakeDue(): Promise<number>;
  /** Admits queued runs of tenants and lanes that have room; gives how many. */
  admit(): Promise<number>;
  /** Makes a job of each schedule that is due; gives how many. */
  takeSchedules(): Promise<number>;
  /** Frees the runs of workers whose lease is over; gives how many. */
  takeOver(): Promise<number>;
  /** Wakes runnable runs that nobody took for a minute: whatever lost a wake-up, this finds it. */
  reconcile(): Promise<number>;
  /** Gives jobs whose worker is gone to another one, and deletes what has ended long ago. */
  supervise(): Promise<void>;
  /** Makes the months of history ahead; gives how many were missing. */
  ensureMonths(): Promise<number>;
  /** Makes a job for each tenant whose old runs are to be deleted; gives how many. */
  takeRetentions(): Promise<number>;
  /** Drops months of history that nobody needs; gives how many. */
  dropMonths(): Promise<number>;
};

type ClaimRow = {
  readonly run_id: string;
  readonly tenant_id: string;
  readonly principal_id: string;
  readonly run_month: string;
  readonly fence: number;
  readonly seq: number;
  readonly crash_count: number;
  readonly priority: number;
};
type RunIdRow = { readonly run_id: string; readonly tenant_id: string; readonly priority: number };

/** What the scheduler is made of; `workerId` names this process in claims and leases. */
export type RunSchedulerParts = { readonly database: Database; readonly boss: PgBoss; readonly workerId: string };

/** Makes the scheduler of one worker process. */
export function createRunScheduler(parts: RunSchedulerParts): RunScheduler {
  const { pool } = parts.database;
  const begin = beginTogether(pool);
  return {
    async peek() {
      const { rows } = await pool.query<Peek>({ name: "peek", text: PEEK, values: [LEASE_SECONDS, GAP_SECONDS] });
      return rows[0] ?? NOTHING;
    },
    async claim(limit, { lostOnly } = { lostOnly: false }) {
      const values = [limit, ENGINE_VERSION, parts.workerId, lostOnly ? LOST_PRIORITY : LOWEST_PRIORITY];
      const { rows } = await pool.query<ClaimRow>({ name: "claim-runs", text: CLAIM_RUNS, values });
      return rows.map(toClaim);
    },
    async release({ runId, fence, crashCount }, { afterSeconds, crashed }) {
      await pool.query(RELEASE_RUN, [runId, fence, afterSeconds, crashed, crashCount]);
    },
    disown: (known) =>
      inTransaction(parts.database, (client) =>
        enqueue(parts, client, () => client.query<RunIdRow>(DISOWN_RUNS, [parts.workerId, known])),
      ),
    async beginAgain(claim) {
      await begin(claim);
    },
    wakeDue: () =>
      inTransaction(parts.database, (client) =>
        enqueue(parts, client, () => client.query<RunIdRow>(WAKE_DUE, [SWEEP_LIMIT])),
      ),
    admit: async () => (await admitTenants(parts)) + (await admitLanes(parts)),
    takeSchedules: () => inTransaction(parts.database, (client) => takeSchedules(parts, client)),
    takeOver: () =>
      inTransaction(parts.database, (client) =>
        enqueue(parts, client, () =>
          client.query<RunIdRow>(TAKE_OVER, [LEASE_SECONDS, RESTART_GRACE_SECONDS, GAP_SECONDS]),
        ),
      ),
    async reconcile() {
      await pool.query(FORGET_OLD_WORKERS);
      return inTransaction(parts.database, (client) =>
        enqueue(parts, client, () => client.query<RunIdRow>(RUNNABLE_TOO_LONG, [RECONCILE_AFTER_SECONDS])),
      );
    },
    supervise: () => parts.boss.supervise(),
    async ensureMonths() {
      const { rows } = await pool.query<{ made: number }>("select engine.ensure_months() as made");
      return rows[0]?.made ?? 0;
    },
    takeRetentions: () => inTransaction(parts.database, (client) => takeRetentions(parts, client)),
    async dropMonths() {
      const { rows } = await pool.query<{ dropped: number }>("select engine.drop_months() as dropped");
      return rows[0]?.dropped ?? 0;
    },
  };
}

/** A worker's loss leaves a hundred runs to begin again at once, which wait for nothing else. */
function beginTogether(pool: pg.Pool): (claim: ClaimedRun) => Promise<unknown> {
  return createGroupCommit<ClaimedRun, ClaimedRun>({
    keyOf: () => "all",
    async together(claims) {
      await pool.query(BEGIN_AGAIN, [claims.map(({ runId }) => runId), claims.map(({ fence }) => fence)]);
      return claims;
    },
    mayHelp: () => false,
  });
}

function toWakeUpJob(row: RunIdRow): ReturnType<typeof wakeUpJob> {
  return wakeUpJob({ tenantId: TenantId.parse(row.tenant_id), runId: RunId.parse(row.run_id) }, row.priority);
}

function toClaim(row: ClaimRow): Claim {
  return {
    runId: RunId.parse(row.run_id),
    tenantId: TenantId.parse(row.tenant_id),
    principalId: PrincipalId.parse(row.principal_id),
    runMonth: row.run_month,
    fence: row.fence,
    seq: row.seq,
    crashCount: row.crash_count,
    priority: row.priority,
  };
}

function admitTenants(parts: RunSchedulerParts): Promise<number> {
  return inTransaction(parts.database, (client) =>
    enqueue(parts, client, () => client.query<RunIdRow>(ADMIT_QUEUED, [TENANT_RUN_LIMIT])),
  );
}

function admitLanes(parts: RunSchedulerParts): Promise<number> {
  return inTransaction(parts.database, async (client) => {
    const lock = await client.query<{ mine: boolean }>(LOCK_LANES);
    if (lock.rows[0]?.mine !== true) return 0;
    return enqueue(parts, client, () => client.query<RunIdRow>(ADMIT_LANES));
  });
}

type ScheduleRow = {
  readonly tenant_id: string;
  readonly workflow_id: string;
  readonly principal_id: string;
  readonly next_at: string;
};

async function takeSchedules({ boss }: RunSchedulerParts, client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<ScheduleRow>(TAKE_SCHEDULES, [SWEEP_LIMIT, SCHEDULE_PAUSE_SECONDS]);
  const jobs = rows.map((row) =>
    backgroundJob({
      kind: "schedule",
      tenantId: TenantId.parse(row.tenant_id),
      principalId: PrincipalId.parse(row.principal_id),
      workflowId: WorkflowId.parse(row.workflow_id),
      occurrence: row.next_at,
    }),
  );
  if (jobs.length > 0) await boss.insert("job", jobs, { db: bossConnection(client) });
  return rows.length;
}

async function takeRetentions({ boss }: RunSchedulerParts, client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ tenant_id: string }>(TAKE_RETENTIONS, [SWEEP_LIMIT]);
  const jobs = rows.map((row) => {
    const { tenantId, principalId } = upkeepPrincipal(TenantId.parse(row.tenant_id));
    return backgroundJob({ kind: "retention", tenantId, principalId });
  });
  if (jobs.length > 0) await boss.insert("job", jobs, { db: bossConnection(client) });
  return rows.length;
}

async function enqueue(
  parts: RunSchedulerParts,
  client: pg.PoolClient,
  select: () => Promise<pg.QueryResult<RunIdRow>>,
): Promise<number> {
  const { rows } = await select();
  if (rows.length > 0) await parts.boss.insert("run-wake", rows.map(toWakeUpJob), { db: bossConnection(client) });
  return rows.length;
}

/** A transaction outside any tenant. A connection that fails is destroyed. */
async function inTransaction<T>(database: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.pool.connect();
  let broken = true;
  try {
    await client.query("begin");
    const result = await work(client);
    await commitTransaction(client, database);
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}
