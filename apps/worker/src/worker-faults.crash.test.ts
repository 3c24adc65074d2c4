import { randomUUID } from "node:crypto";
import { createRunScheduler, openBoss, openDatabase, type RunScheduler } from "@catalyst/db";
import { startCommitProxy } from "@catalyst/testkit/commit-proxy";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { chain, createTask, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";

const ended = async (f: WorkerFixture): Promise<boolean> =>
  (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0;
const outcome = async (f: WorkerFixture) => ({
  runs: await f.db.adminQuery("select status, count(*)::int as runs from crm.workflow_runs group by status"),
  tasks: await f.db.adminQuery("select title from crm.tasks order by title"),
});

test.each([1, 2, 3])(
  "a COMMIT whose reply is lost leaves no run behind that nobody works on (the %i first commits)",
  { timeout: 40_000 },
  async (count) => {
    await using f = await workerFixture();
    await using proxy = await startCommitProxy(Number(new URL(f.db.urls.worker).port));
    await f.publish(chain([createTask("one", "one {{ record.name }}"), createTask("two", "two {{ record.name }}")]));
    const worker = await startWorker({ ...f.config, databaseUrl: proxy.through(f.config.databaseUrl) }, QUIET);
    // An idle worker commits nothing, so the first one is the claim's.
    proxy.arm("reply_dropped", count);
    await f.createCompany("Acme");
    await f.until(() => ended(f));
    await worker.stop();

    expect(proxy.counts.reply_dropped).toBe(count);
    expect(await outcome(f)).toEqual({
      runs: [{ status: "completed", runs: 1 }],
      tasks: [{ title: "one Acme" }, { title: "two Acme" }],
    });
  },
);

test("runs that were only claimed when their workers died are not set aside", { timeout: 40_000 }, async () => {
  await using f = await workerFixture();
  await f.publish(chain([createTask("one")]));
  await f.createCompany("Acme");
  await using schedulers = await schedulersOf(f);
  for (const _ of [1, 2, 3, 4]) {
    const [dead, other] = [randomUUID(), randomUUID()];
    await f.db.adminQuery("insert into engine.workers (worker_id, engine) values ($1, 1)", [dead]);
    expect(await schedulers.of(dead).claim(10)).toHaveLength(1);
    await f.db.adminQuery("delete from engine.workers where worker_id = $1", [dead]);
    await f.until(async () => (await schedulers.of(other).takeOver()) === 1);
  }

  const worker = await startWorker(f.config, QUIET);
  await f.until(() => ended(f));
  await worker.stop();
  expect(await outcome(f)).toEqual({ runs: [{ status: "completed", runs: 1 }], tasks: [{ title: "Acme" }] });
});

test(
  "a claim waits for no run that another worker holds locked, and loses no wake-up",
  { timeout: 40_000 },
  async () => {
    await using f = await workerFixture();
    await f.publish(chain([createTask("one")]));
    await f.createCompany("Acme");
    await using schedulers = await schedulersOf(f);
    const [mine, other] = [schedulers.of(randomUUID()), schedulers.of(randomUUID())];
    const [claim] = await mine.claim(10);
    const wakeUp =
      "insert into pgboss.job (name, data) select 'run-wake', jsonb_build_object('tenantId', tenant_id, 'runId', run_id) from engine.run_queue";
    await f.db.adminQuery(wakeUp);
    const holder = await schedulers.pool.connect();
    await holder.query("begin");
    await holder.query("select from engine.run_queue where run_id = $1 for update", [claim?.runId]);

    const startedAt = performance.now();
    const claimed = await other.claim(10).finally(() => holder.release(true));
    expect(claimed).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);

    expect(await f.db.adminQuery("select from pgboss.job where name = 'run-wake' and state < 'active'")).toHaveLength(
      1,
    );
  },
);

type Schedulers = AsyncDisposable & {
  readonly of: (workerId: string) => RunScheduler;
  readonly pool: ReturnType<typeof openDatabase>["pool"];
};

/** The scheduling side of workers that do nothing else. */
async function schedulersOf(f: WorkerFixture): Promise<Schedulers> {
  const ignore = (): void => undefined;
  const { databaseUrl, contextKey } = f.config;
  const database = openDatabase({ url: databaseUrl, contextKey, poolSize: 3, onIdleError: ignore });
  const boss = await openBoss(database, { onError: ignore });
  return {
    pool: database.pool,
    of: (workerId) => createRunScheduler({ database, boss, workerId }),
    async [Symbol.asyncDispose]() {
      await boss.stop({ graceful: false, close: false });
      await database.pool.end();
    },
  };
}
