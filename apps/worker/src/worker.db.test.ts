import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { chain, createTask, QUIET, sendMail, workerFixture } from "./worker.fixture.ts";

test("a new record runs a workflow to its end: tasks, a mail in the mailbox, a wait, and a history", async () => {
  await using f = await workerFixture();
  await f.publish(chain([createTask("one"), sendMail("mail"), { key: "wait", type: "delay@1", config: { amount: 1, unit: "seconds" } }, createTask("two")]));
  const worker = await startWorker(f.config, QUIET);

  await f.createCompany("Acme");
  await f.until(async () => (await f.db.adminQuery("select from crm.workflow_runs where status = 'completed'")).length === 1);
  await worker.stop();

  expect(await f.db.adminQuery("select title from crm.tasks")).toEqual([{ title: "Acme" }, { title: "Acme" }]);
  expect(await f.db.adminQuery("select recipient, subject, body from crm.development_mails")).toEqual([{ recipient: "sales@example.test", subject: "Acme", body: "Hello Acme" }]);
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
