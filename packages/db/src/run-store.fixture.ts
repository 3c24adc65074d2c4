import { randomUUID } from "node:crypto";
import { RunId, type WorkflowGraph } from "@catalyst/contracts";
import { testDatabase, testTenant } from "@catalyst/testkit";
import { startCommitProxy } from "@catalyst/testkit/commit-proxy";
import { type ClaimedRun, startRun } from "@catalyst/workflow-engine";
import { openDatabase } from "./database.ts";
import { createWorkQueue, openBoss } from "./queue.ts";
import { principalFinder } from "./run-principal.ts";
import { createRunScheduler, type RunScheduler } from "./run-scheduler.ts";
import { createRunStore } from "./run-store.ts";
import { withTenant } from "./with-tenant.ts";

/** A run that waits for an hour. */
export const WAITING: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { amount: 1, unit: "hours" }, onError: "fail" }],
  edges: [{ from: "trigger", port: "next", to: "s1" }],
};

/** A tenant whose runs are inserted as T0 does it, and a worker's two sides, by way of a wire that can break at a COMMIT. */
export async function runStoreFixture() {
  const db = await testDatabase();
  const open = (url: string) =>
    openDatabase({ url, contextKey: db.contextKey, poolSize: 4, onIdleError: () => undefined });
  const proxy = await startCommitProxy(Number(new URL(db.urls.worker).port));
  const [app, worker] = [open(db.urls.app), open(proxy.through(db.urls.worker))];
  const { tenantId, principals } = await testTenant(db);
  const boss = await openBoss(worker, { onError: () => undefined });
  const queue = createWorkQueue(boss, worker, () => undefined);
  const store = createRunStore({ database: worker, queue, principals: principalFinder(worker, Date.now) });
  const scheduler = (workerId: string): RunScheduler => createRunScheduler({ database: worker, boss, workerId });
  const mine = randomUUID();
  await db.adminQuery("insert into engine.workers (worker_id, engine) values ($1, 1)", [mine]);
  const insertRun = async (graph: WorkflowGraph): Promise<RunId> => {
    const [runId, workflowId, versionId] = [RunId.parse(randomUUID()), randomUUID(), randomUUID()];
    await withTenant(app, principals.admin, async (tx) => {
      await tx.query(null, "insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", [
        tenantId,
        workflowId,
      ]);
      await tx.query(
        null,
        "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, $4, 'x')",
        [tenantId, versionId, workflowId, JSON.stringify(graph)],
      );
      await tx.query(
        null,
        `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, principal_id, root_id)
         values ($1, $2, date_trunc('month', now() at time zone 'UTC'), $3, $4, 'k', $5, 'runnable', '{}', $6, $2)`,
        [tenantId, runId, workflowId, versionId, JSON.stringify(startRun(graph)), principals.admin.principalId],
      );
      await tx.query(
        null,
        "insert into engine.run_queue (run_id, tenant_id, principal_id, run_month, status) values ($1, $2, $3, date_trunc('month', now() at time zone 'UTC'), 'runnable')",
        [runId, tenantId, principals.admin.principalId],
      );
      await queue.wakeRuns(tx, [runId]);
    });
    return runId;
  };
  return {
    db,
    proxy,
    app,
    tenantId,
    principals,
    store,
    queue,
    scheduler,
    mine,
    insertRun,
    async [Symbol.asyncDispose]() {
      await queue.close();
      await Promise.all([app.pool.end(), worker.pool.end()]);
      await proxy[Symbol.asyncDispose]();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** What the tests of the store work with. */
export type RunStoreFixture = Awaited<ReturnType<typeof runStoreFixture>>;

/** The one run that there is to claim. */
export async function claimOne(scheduler: RunScheduler): Promise<ClaimedRun> {
  const [claim] = await scheduler.claim(1);
  if (claim === undefined) throw new Error("There is a run to claim");
  return claim;
}

/** Another worker takes the run. */
export async function takeOver(f: RunStoreFixture, runId: RunId): Promise<ClaimedRun> {
  await f.db.adminQuery("update engine.run_queue set worker_id = $2 where run_id = $1", [runId, randomUUID()]);
  // A test's database has just started: the grace after a restart would make every take-over wait.
  await f.db.adminQuery(
    "update engine.run_queue set status = 'runnable', fence = fence + 1, worker_id = null where run_id = $1",
    [runId],
  );
  await withTenant(f.app, f.principals.admin, (tx) => f.queue.wakeRuns(tx, [runId]));
  return claimOne(f.scheduler(f.mine));
}
