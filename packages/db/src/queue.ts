import { ConversionId, FieldId, PrincipalId, RunId, TenantId, WorkflowId } from "@catalyst/contracts";
import { type Db, PgBoss } from "pg-boss";
import { z } from "zod";
import type { Database } from "./database.ts";
import { QUEUE_SCHEMA } from "./queue-schema.ts";
import { createWakeSignal } from "./wake-signal.ts";
import type { TenantTransaction } from "./with-tenant.ts";

/** Data of a job in queue `run-wake`: one wake-up of a run. Ids only, since the queue has no tenant policies. */
export const WakeUp = z.strictObject({ tenantId: TenantId, runId: RunId });
export type WakeUp = z.infer<typeof WakeUp>;

/** Data of a job in queue `job`: background work for a tenant, in the name of who asked for it. Ids and names of places only. */
export const BackgroundJob = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("backfill"),
    tenantId: TenantId,
    principalId: PrincipalId,
    entityType: z.string(),
    slot: z.string(),
  }),
  z.strictObject({ kind: z.literal("export"), tenantId: TenantId, principalId: PrincipalId, exportId: z.string() }),
  z.strictObject({ kind: z.literal("enrolment"), tenantId: TenantId, principalId: PrincipalId, enrolmentId: z.guid() }),
  z.strictObject({
    kind: z.literal("schedule"),
    tenantId: TenantId,
    principalId: PrincipalId,
    workflowId: WorkflowId,
    occurrence: z.iso.datetime({ offset: true }),
  }),
  z.strictObject({
    kind: z.literal("noticeMails"),
    tenantId: TenantId,
    principalId: PrincipalId,
    notificationIds: z.array(z.guid()).max(100),
  }),
  z.strictObject({ kind: z.literal("import"), tenantId: TenantId, principalId: PrincipalId, importId: z.string() }),
  z.strictObject({
    kind: z.literal("typeChange"),
    tenantId: TenantId,
    principalId: PrincipalId,
    conversionId: ConversionId,
  }),
  z.strictObject({ kind: z.literal("purge"), tenantId: TenantId, principalId: PrincipalId, purgeId: z.string() }),
  z.strictObject({ kind: z.literal("autoNumber"), tenantId: TenantId, principalId: PrincipalId, fieldId: FieldId }),
  z.strictObject({
    kind: z.literal("recompute"),
    tenantId: TenantId,
    principalId: PrincipalId,
    entityType: z.string(),
  }),
  z.strictObject({ kind: z.literal("rollup"), tenantId: TenantId, principalId: PrincipalId }),
  z.strictObject({ kind: z.literal("reindex"), tenantId: TenantId, principalId: PrincipalId, entityType: z.string() }),
  z.strictObject({ kind: z.literal("retention"), tenantId: TenantId, principalId: PrincipalId }),
  z.strictObject({ kind: z.literal("deletion"), tenantId: TenantId, principalId: PrincipalId, deletionId: z.string() }),
]);
export type BackgroundJob = z.infer<typeof BackgroundJob>;

/** A job whose worker gives no sign of life for so long goes to another one, where it goes on. */
const JOB_OPTIONS = {
  heartbeatSeconds: 20,
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 12 * 3_600,
} as const;

/** Enqueues inside the caller's transaction: no job is visible before its COMMIT. */
export type WorkQueue = {
  /**
   * A run has one wake-up at most: another one before the first is claimed changes nothing. Higher priorities come
   * first; a tenant with much to do gets a low one, so that it never delays another.
   */
  wakeRuns(tx: TenantTransaction, runIds: readonly RunId[], priority?: number): Promise<void>;
  /** Tells workers, after the COMMIT, of wake-ups that a statement of its own has inserted. */
  readonly wakeWorkers: (tx: TenantTransaction) => void;
  /**
   * Wakes runs for which something has arrived, whatever they are doing. Each call is a wake-up of its own, so that it
   * never waits for a worker that is just taking another one.
   */
  nudgeRuns(tx: TenantTransaction, runIds: readonly RunId[]): Promise<void>;
  /** `delaySeconds`: how long the job rests before a worker takes it; it survives restarts meanwhile. */
  enqueueJob(tx: TenantTransaction, job: BackgroundJob, delaySeconds?: number): Promise<void>;
  /** Ends its timers; the pool is the caller's. */
  close(): Promise<void>;
};

/** Opens the sending side of the queue on a pool; `onError` is told of failures in the background. */
export async function openWorkQueue(database: Database, onError: (error: Error) => void): Promise<WorkQueue> {
  return createWorkQueue(await openBoss(database, { onError }), database, onError);
}

/** The sending side on an open instance, which `close` stops. */
export function createWorkQueue(boss: PgBoss, database: Database, onError: (error: Error) => void): WorkQueue {
  const signal = createWakeSignal((sql) => database.pool.query(sql), onError);
  return {
    wakeRuns: async (tx, runIds, priority = 0) => {
      const { tenantId } = tx.principal;
      const jobs = runIds.map((runId) => wakeUpJob({ tenantId, runId }, priority));
      await boss.insert("run-wake", jobs, { db: insertingIn(tx) });
      tx.afterCommit(signal.send);
    },
    wakeWorkers: (tx) => tx.afterCommit(signal.send),
    nudgeRuns: async (tx, runIds) => {
      const { tenantId } = tx.principal;
      const jobs = runIds.map((runId) => ({ data: { tenantId, runId } }));
      await boss.insert("run-wake", jobs, { db: insertingIn(tx) });
      tx.afterCommit(signal.send);
    },
    enqueueJob: async (tx, job, delaySeconds = 0) => {
      const options = { ...JOB_OPTIONS, ...(delaySeconds > 0 && { startAfter: delaySeconds }) };
      await boss.insert("job", [{ data: job, ...options }], { db: insertingIn(tx) });
      tx.afterCommit(signal.send);
    },
    close: async () => {
      await signal.close();
      await boss.stop({ graceful: false, close: false });
    },
  };
}

/** Gives a job back that was stopped before it was done. A crash in between leaves it twice, and the second finds nothing to do. */
export async function returnJob(boss: PgBoss, jobId: string, job: BackgroundJob): Promise<void> {
  await boss.insert("job", [{ data: job, ...JOB_OPTIONS }]);
  await boss.deleteJob("job", jobId);
}

/** A background job with what a worker's loss means to it. */
export function backgroundJob(data: BackgroundJob): { readonly data: BackgroundJob } & typeof JOB_OPTIONS {
  return { data, ...JOB_OPTIONS };
}

/** The job that wakes a run. Its id is the run's, so that duplicates vanish. */
export function wakeUpJob(
  data: WakeUp,
  priority: number,
): { readonly id: string; readonly data: WakeUp; readonly priority: number } {
  return { id: data.runId, data, priority };
}

/** A connection, which may be inside a transaction, as pg-boss wants it. */
export function bossConnection(connection: {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}): Db {
  return { executeSql: (text, values) => connection.query(text, values) };
}

/** Names of pg-boss's inserts by their text, which depends on the queue alone. */
const insertNames = new Map<string, string>();
/** More different texts than there are queues would mean that values are in them. */
const INSERT_TEXTS = 8;

/** A tenant's transaction as pg-boss wants it, for inserts: planned once for each connection, since planning takes longer than inserting. */
function insertingIn(tx: TenantTransaction): Db {
  return { executeSql: (text, values = []) => tx.query(insertName(text), text, values) };
}

function insertName(text: string): string | null {
  const known = insertNames.get(text);
  if (known !== undefined) return known;
  if (insertNames.size >= INSERT_TEXTS) return null;
  const name = `boss-insert-${insertNames.size}`;
  insertNames.set(text, name);
  return name;
}

/** An open instance of pg-boss. */
export type { PgBoss as Boss } from "pg-boss";

/** How often jobs without a sign of life are looked for at most. */
export const SUPERVISE_SECONDS = 10;

/** Starts pg-boss on a pool, without DDL, schedules and timers: workers ask it to supervise when there is something to. */
export async function openBoss(
  database: Pick<Database, "pool">,
  options: { readonly onError: (error: Error) => void },
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossConnection(database.pool),
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: false,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    schedule: false,
    registerInstance: false,
    reindex: false,
  });
  // Without a listener a database restart would end the process.
  boss.on("error", options.onError);
  await boss.start();
  return boss;
}
