import type { PrincipalId, RunId, TenantId } from "@catalyst/contracts";
import { type Db, PgBoss } from "pg-boss";
import { QUEUE_SCHEMA } from "./queue-schema.ts";
import type { TenantTransaction } from "./with-tenant.ts";

/** Data of a job in queue `run-wake`: one wake-up of a run. Ids only, since the queue has no tenant policies. */
export type WakeUp = { readonly tenantId: TenantId; readonly runId: RunId };

/** Data of a job in queue `job`: background work for a tenant, in the name of who asked for it. Ids and names of places only. */
export type BackgroundJob =
  | { readonly kind: "backfill"; readonly tenantId: TenantId; readonly principalId: PrincipalId; readonly entityType: string; readonly slot: string }
  | { readonly kind: "import"; readonly tenantId: TenantId; readonly principalId: PrincipalId; readonly importId: string };

/** Puts jobs into the queue inside the caller's transaction: none is visible before its COMMIT. */
export type JobSender = {
  wakeRuns(tx: TenantTransaction, runIds: readonly RunId[]): Promise<void>;
  enqueue(tx: TenantTransaction, job: BackgroundJob): Promise<void>;
  stop(): Promise<void>;
};

/** Opens the sending side of the queue, for server and worker alike; it never changes the schema. */
export async function openJobSender(url: string, onError: (error: Error) => void): Promise<JobSender> {
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max: 1,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  // Without a listener a database restart would end the process.
  boss.on("error", onError);
  await boss.start();
  return {
    wakeRuns: async (tx, runIds) => {
      const jobs = runIds.map((runId) => ({ data: { tenantId: tx.principal.tenantId, runId } satisfies WakeUp }));
      await boss.insert("run-wake", jobs, { db: inTransaction(tx) });
    },
    enqueue: async (tx, job) => {
      await boss.insert("job", [{ data: job }], { db: inTransaction(tx) });
    },
    stop: () => boss.stop({ graceful: false, close: true }),
  };
}

function inTransaction(tx: TenantTransaction): Db {
  return { executeSql: (text, values) => tx.client.query(text, values) };
}
