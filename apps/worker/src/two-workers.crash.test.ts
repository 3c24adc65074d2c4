import { expect, test } from "vitest";
import { chain, createTask, sendMail, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { spawnWorker } from "./worker-process.fixture.ts";

const RUNS = 200;
/** Of 200 runs; a worker that starts a second later has missed some. */
const FAIR_PART = 40;

const ended = async (f: WorkerFixture): Promise<boolean> =>
  (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0;

test(
  "two worker processes share the load: both do a fair part, and no run is executed twice",
  { timeout: 60_000 },
  async () => {
    await using f = await workerFixture();
    await f.publish(chain([createTask("one"), sendMail("mail"), createTask("two")]));
    const mails = async (): Promise<number> => (await f.db.adminQuery("select from crm.development_mails")).length;
    await using _first = spawnWorker({ ...f.environment, MAIL_FROM: "first@example.test", WORKER_CONCURRENCY: "4" });
    await using _second = spawnWorker({ ...f.environment, MAIL_FROM: "second@example.test", WORKER_CONCURRENCY: "4" });
    await f.until(async () => (await f.db.adminQuery("select from engine.workers")).length === 2);

    const names = Array.from({ length: RUNS }, (_, place) => `C${String(place).padStart(3, "0")}`);
    await f.asAdmin((tx) =>
      f.records.createMany(
        tx,
        { entityType: "companies", records: names.map((name) => ({ fields: { name } })), startRuns: true },
        { kind: "screen" },
      ),
    );
    await f.until(async () => (await mails()) === RUNS && (await ended(f)));

    const senders = await f.db.adminQuery<{ sender: string; runs: number }>(
      "select sender, count(*)::int as runs from crm.development_mails group by sender order by sender",
    );
    expect(senders.map(({ sender }) => sender)).toEqual(["first@example.test", "second@example.test"]);
    expect(Math.min(...senders.map(({ runs }) => runs))).toBeGreaterThanOrEqual(FAIR_PART);
    // Neither a step nor a call was done a second time, by whichever of them.
    expect(
      await f.db.adminQuery(
        "select step_key, status, count(*)::int as times, count(distinct run_id)::int as runs from crm.workflow_run_steps group by 1, 2 order by 1, 2",
      ),
    ).toEqual([
      { step_key: "mail", status: "done", times: RUNS, runs: RUNS },
      { step_key: "mail", status: "started", times: RUNS, runs: RUNS },
      { step_key: "one", status: "done", times: RUNS, runs: RUNS },
      { step_key: "two", status: "done", times: RUNS, runs: RUNS },
    ]);
    expect(
      await f.db.adminQuery("select count(*)::int as tasks, count(distinct title)::int as names from crm.tasks"),
    ).toEqual([{ tasks: 2 * RUNS, names: RUNS }]);
  },
);
