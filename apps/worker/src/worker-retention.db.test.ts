import { randomUUID } from "node:crypto";
import { createRunScheduler, type Database, openBoss, openDatabase, upkeepPrincipal, withTenant } from "@catalyst/db";
import { deleteOldRuns, getRetention, setRetention, SWEEP_BEGINS, type RetentionSweep } from "@catalyst/records";
import { expect, test } from "vitest";
import { chain, createTask, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { startWorker } from "./worker.ts";

type Seed = { readonly status: string; readonly startedDaysAgo: number; readonly endedDaysAgo: number | null };

const OLD: Seed = { status: "completed", startedDaysAgo: 100, endedDaysAgo: 95 };

/** Runs as the worker would have left them; each hangs a step, a wait, an item, a message and a mail on itself. */
async function seedRuns(f: WorkerFixture, workflowId: string, seeds: readonly Seed[]): Promise<readonly string[]> {
  const { tenantId, principals } = f.tenant;
  const rows = await f.db.adminQuery<{ run_id: string }>(
    `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, principal_id, root_id, started_at, ended_at)
     select $1, id, date_trunc('month', now() at time zone 'UTC')::date, $2, w.live_version_id, id::text, '{}', s.status, '{}', $3, id,
       now() - make_interval(days => s."startedDaysAgo"), now() - make_interval(days => s."endedDaysAgo")
     from jsonb_to_recordset($4::jsonb) as s(status text, "startedDaysAgo" int, "endedDaysAgo" int)
     cross join lateral (select gen_random_uuid() as id where s.status is not null) i
     join crm.workflows w on w.tenant_id = $1 and w.workflow_id = $2
     returning run_id`,
    [tenantId, workflowId, principals.admin.principalId, JSON.stringify(seeds)],
  );
  const runIds = rows.map((row) => row.run_id);
  const hanging = [
    `insert into crm.workflow_run_steps (tenant_id, run_month, run_id, seq, step_key, status, idempotency_key)
     select $1, date_trunc('month', now() at time zone 'UTC')::date, id, 1, 's1', 'done', id::text from unnest($2::uuid[]) id`,
    `insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind) select $1, id, id, 't1', 's1', 'approval' from unnest($2::uuid[]) id`,
    `insert into crm.workflow_run_items (tenant_id, run_id, token_id, ordinal, record_id, entity_type) select $1, id, 't1', 0, id, 'companies' from unnest($2::uuid[]) id`,
    `insert into crm.notifications (tenant_id, principal_id, key, title, run_id, wait_id)
     select $1, p.principal_id, id::text, 'Asked', id, id from unnest($2::uuid[]) id, (select principal_id from crm.principals where tenant_id = $1 limit 1) p`,
    `insert into crm.development_mails (tenant_id, idempotency_key, sender, recipient, subject, body, run_id)
     select $1, id::text, 'a', 'b', 'c', 'd', id from unnest($2::uuid[]) id`,
  ];
  for (const text of hanging) await f.db.adminQuery(text, [tenantId, runIds]);
  return runIds;
}

const HANGING = ["workflow_runs", "workflow_run_steps", "workflow_waits", "workflow_run_items", "notifications"];
const runsIn = async (f: WorkerFixture, table: string) =>
  (await f.db.adminQuery<{ run_id: string }>(`select distinct run_id from crm.${table} order by run_id`)).map(
    (row) => row.run_id,
  );

function workerDatabase(f: WorkerFixture): Database {
  const { urls, contextKey } = f.db;
  return openDatabase({ url: urls.worker, contextKey, poolSize: 2, onIdleError: () => undefined });
}

async function sweepAll(f: WorkerFixture): Promise<RetentionSweep> {
  const database = workerDatabase(f);
  let sweep = SWEEP_BEGINS;
  while (!sweep.done) {
    const from = sweep;
    sweep = await withTenant(database, upkeepPrincipal(f.tenant.tenantId), (tx) => deleteOldRuns(tx, from));
  }
  await database.pool.end();
  return sweep;
}

test("old runs go with all that hangs on them; young, open and unresolved ones stay", async () => {
  await using f = await workerFixture();
  const workflowId = await f.publish(chain([createTask("s1", "Call")]));
  const seeds: Seed[] = [
    OLD,
    { ...OLD, status: "failed" },
    { ...OLD, status: "cancelled" },
    { ...OLD, status: "quarantined" },
    { ...OLD, endedDaysAgo: 10 },
    { status: "waiting", startedDaysAgo: 300, endedDaysAgo: null },
    { ...OLD, status: "quarantined" },
  ];
  const ids = await seedRuns(f, workflowId, seeds);
  const [retry = ""] = await seedRuns(f, workflowId, [{ status: "completed", startedDaysAgo: 2, endedDaysAgo: 1 }]);
  await f.db.adminQuery("update crm.workflow_runs set retry_of = $2 where run_id = $1", [retry, ids[6]]);

  const sweep = await sweepAll(f);

  expect(sweep.deleted).toBe(4);
  const kept = new Set([ids[3], ids[4], ids[5], retry]);
  for (const table of HANGING) expect([table, new Set(await runsIn(f, table))]).toEqual([table, kept]);
  expect(await f.asAdmin(getRetention)).toMatchObject({ days: 90, lastDeleted: 4, totalDeleted: 4 });
});

test("a run stays for as long as one that it started, and both go when both are old", async () => {
  await using f = await workerFixture();
  const workflowId = await f.publish(chain([createTask("s1", "Call")]));
  const [parent = "", child = ""] = await seedRuns(f, workflowId, [OLD, { ...OLD, endedDaysAgo: 10 }]);
  await f.db.adminQuery("update crm.workflow_runs set parent_run_id = $1 where run_id = $2", [parent, child]);

  const first = await sweepAll(f);
  await f.db.adminQuery("update crm.workflow_runs set ended_at = now() - interval '91 days' where run_id = $1", [
    child,
  ]);
  const second = await sweepAll(f);

  expect([first.deleted, second.deleted]).toEqual([0, 2]);
  expect(await runsIn(f, "workflow_runs")).toEqual([]);
});

test("no statement of a worker deletes a run that has not ended", async () => {
  await using f = await workerFixture();
  const workflowId = await f.publish(chain([createTask("s1", "Call")]));
  await f.db.adminQuery("delete from crm.workflow_waits");
  const [open] = await seedRuns(f, workflowId, [{ status: "waiting", startedDaysAgo: 300, endedDaysAgo: null }]);
  const database = workerDatabase(f);

  await withTenant(database, upkeepPrincipal(f.tenant.tenantId), (tx) =>
    tx.query(null, "delete from crm.workflow_runs where tenant_id = $1", [f.tenant.tenantId]),
  );

  await database.pool.end();
  expect(await runsIn(f, "workflow_runs")).toEqual([open]);
});

test("a shorter time that an admin sets takes the old runs away at once", async () => {
  await using f = await workerFixture();
  const workflowId = await f.publish(chain([createTask("s1", "Call")]));
  await seedRuns(f, workflowId, [{ status: "completed", startedDaysAgo: 20, endedDaysAgo: 19 }]);

  const set = await f.asAdmin((tx) => setRetention(tx, f.queue, 14));
  const worker = await startWorker(f.config, QUIET);
  await f.until(async () => (await f.asAdmin(getRetention)).totalDeleted === 1);
  await worker.stop();

  expect(set.days).toBe(14);
  expect(await runsIn(f, "workflow_runs")).toEqual([]);
});

test("a month of history is dropped once no tenant has a run from it", async () => {
  await using f = await workerFixture();
  await f.db.adminQuery(
    `create table crm.workflow_run_steps_202401 partition of crm.workflow_run_steps for values in ('2024-01-01')`,
  );
  await f.db.adminQuery("alter table crm.workflow_run_steps_202401 owner to catalyst_owner");
  const workflowId = await f.publish(chain([createTask("s1", "Call")]));
  const [open] = await seedRuns(f, workflowId, [{ status: "waiting", startedDaysAgo: 700, endedDaysAgo: null }]);
  await f.db.adminQuery("update crm.workflow_runs set run_month = '2024-01-01' where run_id = $1", [open]);
  const database = workerDatabase(f);
  const drop = async (): Promise<unknown> =>
    (await database.pool.query("select engine.drop_months() as dropped")).rows[0];

  await sweepAll(f);
  const needed = await drop();
  await f.db.adminQuery(
    "update crm.workflow_runs set status = 'completed', ended_at = now() - interval '91 days' where run_id = $1",
    [open],
  );
  await sweepAll(f);
  const free = await drop();

  await database.pool.end();
  expect([needed, free]).toEqual([{ dropped: 0 }, { dropped: 1 }]);
});

test("each tenant's deletion is due once a day", async () => {
  await using f = await workerFixture();
  const dueIn = "select due_at > now() + interval '23 hours' as later from engine.retentions";

  const before = await f.db.adminQuery(dueIn);
  const database = workerDatabase(f);
  const boss = await openBoss(database, { onError: () => undefined });
  const taken = await createRunScheduler({ database, boss, workerId: randomUUID() }).takeRetentions();
  const after = await f.db.adminQuery(dueIn);

  await boss.stop({ graceful: false, close: false });
  await database.pool.end();
  expect(taken).toBe(1);
  expect([before, after]).toEqual([[{ later: false }], [{ later: true }]]);
});
