import { once } from "node:events";
import { createServer } from "node:http";
import { FieldInput } from "@catalyst/contracts";
import { withTenant } from "@catalyst/db";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { chain, createTask, QUIET, sendMail, workerFixture } from "./worker.fixture.ts";

test("a new record runs a workflow to its end: tasks, a mail in the mailbox, a wait, and a history", async () => {
  await using f = await workerFixture();
  await f.publish(
    chain([
      createTask("one"),
      sendMail("mail"),
      { key: "wait", type: "delay@1", config: { amount: 1, unit: "seconds" } },
      createTask("two"),
    ]),
  );
  const worker = await startWorker(f.config, QUIET);

  await f.createCompany("Acme");
  await f.until(
    async () => (await f.db.adminQuery("select from crm.workflow_runs where status = 'completed'")).length === 1,
  );
  await worker.stop();

  expect(await f.db.adminQuery("select title from crm.tasks")).toEqual([{ title: "Acme" }, { title: "Acme" }]);
  expect(await f.db.adminQuery("select recipient, subject, body from crm.development_mails")).toEqual([
    { recipient: "sales@example.test", subject: "Acme", body: "Hello Acme" },
  ]);
  expect(await f.db.adminQuery("select seq, step_key, status from crm.workflow_run_steps order by seq")).toEqual([
    { seq: 1, step_key: "one", status: "done" },
    { seq: 2, step_key: "mail", status: "started" },
    { seq: 3, step_key: "mail", status: "done" },
    { seq: 4, step_key: "wait", status: "started" },
    { seq: 5, step_key: "wait", status: "done" },
    { seq: 6, step_key: "two", status: "done" },
  ]);
  expect(await f.db.adminQuery("select from engine.run_queue")).toEqual([]);
  expect(await f.db.adminQuery("select from engine.workers")).toEqual([]);
  expect(await f.db.adminQuery("select from pgboss.job where name = 'run-wake'")).toEqual([]);
});

test("a backfill job makes a field's index ready", async () => {
  await using f = await workerFixture();
  const admin = f.tenant.principals.admin;
  const input = FieldInput.parse({ label: "Tier", key: "tier", type: "text", indexed: false });
  const field = await withTenant(f.database, admin, (tx) =>
    f.records.createField(tx, { entityType: "companies", field: input }),
  );
  for (const name of ["A", "B", "C"]) await f.createCompany(name, { tier: name });
  if (field.fieldId === null) throw new Error("A custom field has an id");
  const { fieldId } = field;
  await withTenant(f.database, admin, (tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }));

  const worker = await startWorker(f.config, QUIET);
  await f.until(
    async () => (await f.db.adminQuery("select from crm.slot_assignments where state = 'ready'")).length === 1,
  );
  await worker.stop();

  expect(await f.db.adminQuery("select t1 from crm.records where entity_type = 'companies' order by t1")).toEqual([
    { t1: "A" },
    { t1: "B" },
    { t1: "C" },
  ]);
});

test("a run that was asked to cancel while it waits ends at once", async () => {
  await using f = await workerFixture();
  await f.publish(chain([{ key: "wait", type: "delay@1", config: { amount: 3, unit: "hours" } }, createTask("never")]));
  await f.createCompany("Acme");
  const worker = await startWorker(f.config, QUIET);
  await f.until(
    async () => (await f.db.adminQuery("select from engine.run_queue where status = 'waiting'")).length === 1,
  );

  await f.cancelRuns();
  await f.until(
    async () => (await f.db.adminQuery("select from crm.workflow_runs where status = 'cancelled'")).length === 1,
  );
  await worker.stop();
  expect(await f.db.adminQuery("select from crm.tasks")).toEqual([]);
  expect(await f.db.adminQuery("select from crm.workflow_waits where resolved_at is null")).toEqual([]);
});

test("one tenant's long queue does not keep another tenant's run waiting", async () => {
  await using f = await workerFixture();
  await f.publish(chain([createTask("one")]));
  for (let place = 0; place < 30; place += 1) await f.createCompany(`C${place}`);

  const jobs = await f.db.adminQuery<{ priority: number }>(
    "select priority from pgboss.job where name = 'run-wake' order by created_on",
  );
  expect(jobs.map((job) => job.priority)).toEqual(Array.from({ length: 30 }, (_, place) => (place === 0 ? 0 : -place)));
});

test("a worker that stops hands its runs back and leaves no lease", async () => {
  await using f = await workerFixture();
  await f.publish(chain([createTask("one"), sendMail("mail"), createTask("two")]));
  for (let place = 0; place < 20; place += 1) await f.createCompany(`C${place}`);
  const first = await startWorker({ ...f.config, concurrency: 2 }, QUIET);
  await f.until(async () => (await f.db.adminQuery("select from crm.development_mails")).length > 0);
  await first.stop();
  expect(await f.db.adminQuery("select from engine.run_queue where status = 'running'")).toEqual([]);

  const second = await startWorker(f.config, QUIET);
  await f.until(async () => (await f.db.adminQuery("select from engine.run_queue")).length === 0);
  await second.stop();
  expect(
    await f.db.adminQuery(
      "select subject, count(*)::int as times from crm.development_mails group by subject having count(*) <> 1",
    ),
  ).toEqual([]);
  expect(await f.db.adminQuery("select count(*)::int as tasks from crm.tasks")).toEqual([{ tasks: 40 }]);
});

test("a call that somebody else's server keeps waiting keeps no other run waiting", async () => {
  await using f = await workerFixture();
  const released = Promise.withResolvers<void>();
  const server = createServer((_request, response) => void released.promise.then(() => response.end("{}")));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const call = { key: "call", type: "http_request@1", config: { method: "PUT", url: `http://${host}/` } };
  const branch = {
    key: "slow",
    type: "if_else@1",
    config: { condition: { kind: "formula", cel: 'record.name == "slow"' } },
  };
  const graph = chain([branch, call, createTask("one")]);
  const edges = [
    { from: "trigger", port: "next", to: "slow" },
    { from: "slow", port: "true", to: "call" },
    { from: "slow", port: "false", to: "one" },
  ];
  await f.publish({ ...graph, edges });
  const worker = await startWorker({ ...f.config, concurrency: 1, allowedPrivateHosts: new Set([host]) }, QUIET);

  for (const name of ["slow", "slow", "slow", "quick"]) await f.createCompany(name);
  await f.until(async () => (await f.db.adminQuery("select from crm.tasks")).length === 1);
  released.resolve();
  await f.until(
    async () => (await f.db.adminQuery("select from crm.workflow_runs where status = 'completed'")).length === 4,
  );
  await worker.stop();
  server.close();
});
