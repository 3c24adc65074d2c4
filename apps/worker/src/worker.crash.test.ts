import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { CRASH_POINTS } from "@catalyst/workflow-engine";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { chain, createTask, QUIET, sendMail, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { spawnWorker } from "./worker-process.fixture.ts";

const ended = async (f: WorkerFixture): Promise<boolean> =>
  (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0;

/** What happened, effect by effect: the ledger that must say one for each run and step. */
async function ledger(f: WorkerFixture): Promise<Readonly<Record<string, unknown>>> {
  const runs = await f.db.adminQuery("select distinct status, detail from crm.workflow_runs");
  const tasks = await f.db.adminQuery(
    "select title, count(*)::int as times from crm.tasks group by title order by title",
  );
  const mails = await f.db.adminQuery(
    "select subject, count(*)::int as times from crm.development_mails group by subject order by subject",
  );
  return { runs, tasks, mails };
}

test.each(CRASH_POINTS)("kill -9 at %s neither loses nor doubles an effect", { timeout: 40_000 }, async (point) => {
  await using f = await workerFixture();
  await f.publish(
    chain([createTask("one", "one {{ record.name }}"), sendMail("mail"), createTask("two", "two {{ record.name }}")]),
  );
  await using first = spawnWorker({ ...f.environment, CRASH_AT: `${point}:1` });
  await f.createCompany("Acme");
  expect(await first.ended).toBe("SIGKILL");

  const second = await startWorker(f.config, QUIET);
  await f.until(() => ended(f));
  await second.stop();

  expect(await ledger(f)).toEqual({
    runs: [{ status: "completed", detail: null }],
    tasks: [
      { title: "one Acme", times: 1 },
      { title: "two Acme", times: 1 },
    ],
    mails: [{ subject: "Acme", times: 1 }],
  });
});

test.each(["segment.beforeCommit:2", "external.called:1"])(
  "kill -9 at %s neither loses nor doubles what a failed run undoes",
  { timeout: 40_000 },
  async (crash) => {
    await using f = await workerFixture();
    const target = { kind: "step", stepKey: "one" } as const;
    const compensation = { type: "delete_record@1", config: { entityType: "tasks", target } };
    const fails = { key: "stop", type: "stop@1", config: { status: "failed", message: "No stock", result: {} } };
    const graph = chain([createTask("one"), sendMail("mail"), fails]);
    await f.publish({
      ...graph,
      steps: graph.steps.map((step) => (step.key === "one" ? { ...step, compensation } : step)),
    });
    await using first = spawnWorker({ ...f.environment, CRASH_AT: crash });
    await f.createCompany("Acme");
    expect(await first.ended).toBe("SIGKILL");
    const second = await startWorker(f.config, QUIET);
    await f.until(() => ended(f));
    await second.stop();

    const { runs, mails } = await ledger(f);
    expect(runs).toEqual([{ status: "failed", detail: "No stock" }]);
    expect(mails).toEqual([{ subject: "Acme", times: 1 }]);
    expect(
      await f.db.adminQuery(
        "select version, deleted_at is not null as deleted from crm.records where entity_type = 'tasks'",
      ),
    ).toEqual([{ version: 2, deleted: true }]);
  },
);

test("a run whose worker dies three times is set aside", { timeout: 60_000 }, async () => {
  await using f = await workerFixture();
  await f.publish(chain([createTask("one")]));
  await f.createCompany("Acme");
  for (const _ of [1, 2, 3]) {
    await using worker = spawnWorker({ ...f.environment, CRASH_AT: "segment.beforeCommit:1" });
    expect(await worker.ended).toBe("SIGKILL");
  }

  const last = await startWorker(f.config, QUIET);
  await f.until(() => ended(f));
  await last.stop();

  expect(await f.db.adminQuery("select status from crm.workflow_runs")).toEqual([{ status: "quarantined" }]);
  expect(await f.db.adminQuery("select from crm.tasks")).toEqual([]);
});

test("a worker that was stopped and wakes up late is fenced off and changes nothing", { timeout: 40_000 }, async () => {
  await using f = await workerFixture();
  const receiver = await holdingServer();
  const request = {
    key: "call",
    type: "http_request@1",
    config: {
      method: "PUT",
      url: `http://127.0.0.1:${receiver.port}/x`,
      headers: [],
      body: '{"n":"{{record.name}}"}',
      idempotent: true,
    },
  };
  await f.publish(chain([request, createTask("after")]));
  const environment = { ...f.environment, ALLOW_PRIVATE_HTTP: `127.0.0.1:${receiver.port}` };
  await using stalled = spawnWorker(environment);
  await f.createCompany("Acme");
  await f.until(async () => receiver.calls.length === 1);
  stalled.child.kill("SIGSTOP");

  await using second = spawnWorker(environment);
  await f.until(async () => receiver.calls.length === 2);
  receiver.release();
  await f.until(() => ended(f));
  stalled.child.kill("SIGCONT");
  stalled.child.kill("SIGTERM");
  second.child.kill("SIGTERM");
  expect(await Promise.all([stalled.ended, second.ended])).toEqual([0, 0]);
  receiver.server.close();

  expect(receiver.calls[1]).toEqual(receiver.calls[0]);
  expect(await ledger(f)).toEqual({
    runs: [{ status: "completed", detail: null }],
    tasks: [{ title: "Acme", times: 1 }],
    mails: [],
  });
  expect(await f.db.adminQuery("select step_key, status from crm.workflow_run_steps order by seq")).toEqual([
    { step_key: "call", status: "started" },
    { step_key: "call", status: "done" },
    { step_key: "after", status: "done" },
  ]);
});

test("two workers, broken connections and many runs: each effect once", { timeout: 60_000 }, async () => {
  await using f = await workerFixture();
  await f.publish(
    chain([createTask("one", "one {{ record.name }}"), sendMail("mail"), createTask("two", "two {{ record.name }}")]),
  );
  const workers = [await startWorker(f.config, QUIET), await startWorker(f.config, QUIET)];
  const names = Array.from({ length: 60 }, (_, place) => `C${place}`);
  for (const name of names) {
    await f.createCompany(name);
    if (name.endsWith("5"))
      await f.db.adminQuery(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'catalyst_worker' and datname = current_database()",
      );
  }
  await f.until(() => ended(f));
  await Promise.all(workers.map((worker) => worker.stop()));

  const found = await ledger(f);
  expect(found["runs"]).toEqual([{ status: "completed", detail: null }]);
  expect(found["mails"]).toEqual(names.toSorted().map((subject) => ({ subject, times: 1 })));
  expect(found["tasks"]).toEqual(
    ["one", "two"].flatMap((step) => names.toSorted().map((name) => ({ title: `${step} ${name}`, times: 1 }))),
  );
});

type HoldingServer = {
  readonly server: Server;
  readonly port: number;
  readonly calls: { key: string | undefined; body: string }[];
  release(): void;
};

/** Answers nothing until released: a call that is under way for as long as a test wants. */
async function holdingServer(): Promise<HoldingServer> {
  const calls: { key: string | undefined; body: string }[] = [];
  const released = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      calls.push({ key: request.headers["idempotency-key"]?.toString(), body: Buffer.concat(chunks).toString() });
      void released.promise.then(() => response.end("{}"));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, port, calls, release: () => released.resolve() };
}
