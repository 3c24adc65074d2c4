import { randomUUID } from "node:crypto";
import { testDatabase } from "@catalyst/testkit";
import pg from "pg";
import { type Db, PgBoss } from "pg-boss";
import { expect, onTestFinished, test } from "vitest";
import { withClient } from "./prepare-database.ts";
import { QUEUE_SCHEMA } from "./queue-schema.ts";
import { insertWakeUps } from "./statement/wake-ups.ts";

/** As server and worker open it: no rights to change the schema, so nothing that would try. */
async function openBoss(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    schema: QUEUE_SCHEMA,
    max: 2,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  onTestFinished(() => boss.stop({ graceful: false, close: true }));
  return boss;
}

const inTransaction = (client: pg.Client): Db => ({ executeSql: (text, values) => client.query(text, values) });

test("the server sends a wake-up that commits and rolls back with its own transaction", async () => {
  await using db = await testDatabase();
  const boss = await openBoss(db.urls.app);

  await withClient(db.urls.app, async (client) => {
    await client.query("begin");
    await boss.send("run-wake", { runId: "a" }, { db: inTransaction(client) });
    await client.query("rollback");
    await client.query("begin");
    await boss.send("run-wake", { runId: "b" }, { db: inTransaction(client) });
    await client.query("commit");
  });

  expect(await db.adminQuery("select data from pgboss.job where name = 'run-wake'")).toEqual([
    { data: { runId: "b" } },
  ]);
});

test("the worker fetches a wake-up and deletes it in one transaction", async () => {
  await using db = await testDatabase();
  const server = await openBoss(db.urls.app);
  const worker = await openBoss(db.urls.worker);
  await server.send("run-wake", { runId: "a" });

  await withClient(db.urls.worker, async (client) => {
    await client.query("begin");
    const jobs = await worker.fetch("run-wake", { db: inTransaction(client), batchSize: 20 });
    await worker.deleteJob(
      "run-wake",
      jobs.map((job) => job.id),
      { db: inTransaction(client) },
    );
    await client.query("commit");
    expect(jobs.map((job) => job.data)).toEqual([{ runId: "a" }]);
  });

  expect(await db.adminQuery("select 1 from pgboss.job where name = 'run-wake'")).toEqual([]);
});

test("the server cannot take jobs, and neither role can change the schema", async () => {
  await using db = await testDatabase();
  const server = await openBoss(db.urls.app);
  await server.send("job", {});

  await expect(server.fetch("job")).rejects.toThrow("permission denied");
  for (const url of [db.urls.app, db.urls.worker]) {
    await withClient(url, async (client) => {
      await expect(client.query("create table pgboss.mine (id int)")).rejects.toThrow("permission denied");
      await expect(client.query("insert into pgboss.queue (name, policy) values ('mine', 'standard')")).rejects.toThrow(
        "permission denied",
      );
    });
  }
});

test("the worker can complete, fail and supervise jobs", async () => {
  await using db = await testDatabase();
  const worker = await openBoss(db.urls.worker);
  const [first, second] = [await worker.send("job", {}), await worker.send("job", {})];

  await worker.fetch("job", { batchSize: 2 });
  await worker.complete("job", String(first));
  await worker.fail("job", String(second), { reason: "tried" });
  await worker.supervise("job");

  expect(await db.adminQuery("select state::text from pgboss.job where name = 'job' order by 1")).toEqual([
    { state: "completed" },
    { state: "retry" },
  ]);
});

test("a wake-up that a statement of ours inserts is the one that pg-boss would", async () => {
  await using db = await testDatabase();
  const boss = await openBoss(db.urls.app);
  const data = { tenantId: randomUUID(), runId: randomUUID() };
  await boss.insert("run-wake", [{ data, priority: -3 }]);
  await withClient(db.urls.app, (client) =>
    client.query(
      `with begun as (select $2::uuid as run_id, -3 as priority), woken as (${insertWakeUps("begun")}) select`,
      [data.tenantId, data.runId],
    ),
  );
  const jobs = await db.adminQuery<{ job: unknown; kept: string }>(
    `select to_jsonb(j) - '{id,created_on,start_after,keep_until}'::text[] as job, (keep_until - start_after)::text as kept
     from pgboss.job j where name = 'run-wake'`,
  );
  expect(jobs).toHaveLength(2);
  expect(jobs[0]).toEqual(jobs[1]);
});
