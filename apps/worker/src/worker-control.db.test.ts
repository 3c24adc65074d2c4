import { createHmac, randomUUID } from "node:crypto";
import { RunId, type StepDefinition, type WorkflowGraph, WorkflowId } from "@catalyst/contracts";
import {
  failureCauses,
  findWebhook,
  getEnrolment,
  isGenuine,
  pauseWorkflow,
  receiveWebhook,
  repairRuns,
  retryRun,
  rotateWebhook,
  runEnrolmentBatch,
  runSchedule,
  setFailureAlert,
  startEnrolment,
  startWorkflow,
  steerEnrolment,
  webhookSecret,
} from "@catalyst/records";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { chain, createTask, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";

type Config = Partial<WorkflowGraph["trigger"]["config"]>;

function workflow(
  type: WorkflowGraph["trigger"]["type"],
  steps: readonly Pick<StepDefinition, "key" | "type" | "config">[],
  config: Config = {},
): WorkflowGraph {
  const entityType = type === "manual@1" || type.startsWith("record_") ? "companies" : "";
  return { ...chain(steps), trigger: { type, config: { entityType, watchedFields: [], ...config } } };
}

const wait = (key: string, hours: number) => ({ key, type: "delay@1", config: { amount: hours, unit: "hours" } });
const runs = (f: WorkerFixture) =>
  f.db.adminQuery<{ run_id: string; status: string; detail: string | null }>(
    "select run_id, status, detail from crm.workflow_runs order by started_at, run_id",
  );
const statuses = async (f: WorkerFixture) => (await runs(f)).map((run) => run.status);
const titles = async (f: WorkerFixture) =>
  (await f.db.adminQuery<{ title: string }>("select title from crm.tasks order by title")).map((row) => row.title);

/** Runs a worker until nothing is left to do but to wait for a time. */
async function work(f: WorkerFixture): Promise<void> {
  const worker = await startWorker(f.config, QUIET);
  await f.until(
    async () =>
      (
        await f.db.adminQuery(
          "select from engine.run_queue where not held and (status <> 'waiting' or wake_at <= now())",
        )
      ).length === 0,
  );
  await worker.stop();
}

test("a workflow is started by hand for many records, for each once, with inputs that fit", async () => {
  await using f = await workerFixture();
  const input = [{ key: "word", label: "Word", type: "text" as const, required: true }];
  const workflowId = WorkflowId.parse(
    await f.publish(workflow("manual@1", [createTask("t", "{{ record.name }} {{ steps.trigger.word }}")], { input })),
  );
  const recordIds = [await f.createCompany("A"), await f.createCompany("B")];
  const start = (given: Record<string, string>) =>
    f.asAdmin((tx) =>
      startWorkflow(tx, f.starter, { workflowId, event: "manual", key: "manual:1", recordIds, input: given }),
    );

  await expect(start({})).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "word", code: "required" }],
  });
  expect(await start({ word: "hi" })).toHaveLength(2);
  expect(await start({ word: "again" })).toEqual([]);
  await work(f);
  expect(await titles(f)).toEqual(["A hi", "B hi"]);
});

test("a webhook's call starts one run however often it comes, if it is genuine and fresh", async () => {
  await using f = await workerFixture();
  const workflowId = WorkflowId.parse(
    await f.publish(workflow("webhook@1", [createTask("t", "{{ steps.trigger.body.name }}")])),
  );
  const hook = await f.asAdmin((tx) => findWebhook(tx, workflowId));
  const secret = webhookSecret(f.db.contextKey, hook);
  const body = Buffer.from('{"name":"Ann"}');
  const sign = (id: string, timestamp: string, key = secret): string =>
    `v1,${createHmac("sha256", Buffer.from(key.slice(6), "base64"))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest("base64")}`;
  const nowMs = Date.parse("2026-11-22T10:00:00Z");
  const timestamp = String(nowMs / 1000);
  const call = { id: "msg_1", timestamp, body, signature: `v1,AAAA ${sign("msg_1", timestamp)}` };
  expect(isGenuine(secret, call, nowMs)).toBe(true);
  expect(isGenuine(secret, call, nowMs + 301_000)).toBe(false);
  expect(isGenuine(secret, { ...call, body: Buffer.from("{}") }, nowMs)).toBe(false);
  expect(isGenuine(secret, { ...call, id: "msg_2" }, nowMs)).toBe(false);
  const rotated = webhookSecret(f.db.contextKey, await f.asAdmin((tx) => rotateWebhook(tx, workflowId)));
  expect(isGenuine(rotated, call, nowMs)).toBe(false);

  const deliver = () =>
    f.asAdmin((tx) => receiveWebhook(tx, f.starter, { workflowId, id: call.id, body: { name: "Ann" } }));
  const delivered = await Promise.all([deliver(), deliver(), deliver()]);
  expect(delivered.flat()).toHaveLength(1);
  await work(f);
  expect(await titles(f)).toEqual(["Ann"]);
});

test("a schedule starts what is due once, makes up for missed times as it says, and knows its next one", async () => {
  await using f = await workerFixture();
  const schedule = { cron: "0 9 * * *", timeZone: "Europe/Berlin", missed: "skip" as const };
  const workflowId = WorkflowId.parse(await f.publish(workflow("schedule@1", [createTask("t", "tick")], { schedule })));
  await f.asAdmin((tx) =>
    tx.query(null, "select engine.set_schedule($1, $2, now() - interval '1 second')", [
      workflowId,
      f.tenant.principals.admin.principalId,
    ]),
  );
  const worker = await startWorker(f.config, QUIET);
  await f.until(async () => (await titles(f)).length === 1);
  await worker.stop();
  const [next] = await f.db.adminQuery<{ local: string; late: boolean }>(
    "select to_char(next_at at time zone 'Europe/Berlin', 'HH24:MI') as local, next_at <= now() as late from engine.schedules",
  );
  expect(next).toEqual({ local: "09:00", late: false });

  const missed = new Date(Date.now() - 3_600_000).toISOString();
  const late = () => f.asAdmin((tx) => runSchedule(tx, f.starter, { workflowId, occurrence: missed }));
  await late();
  expect(await statuses(f)).toEqual(["completed"]);
});

test("of a workflow with a limit so many runs go at a time, for each key", async () => {
  await using f = await workerFixture();
  const limits = { atOnce: 1, key: "{{ record.city }}" };
  await f.publish(workflow("record_created@1", [wait("w", 5)], { limits }));
  for (const [name, city] of [
    ["A", "Bern"],
    ["B", "Bern"],
    ["C", "Basel"],
  ] as const)
    await f.createCompany(name, { city });
  expect(await statuses(f)).toEqual(["queued", "queued", "queued"]);
  const worker = await startWorker(f.config, QUIET);
  await f.until(async () => (await statuses(f)).filter((status) => status === "waiting").length === 2);
  expect((await statuses(f)).toSorted()).toEqual(["queued", "waiting", "waiting"]);

  const [first] = await runs(f);
  await f.db.adminQuery("update engine.run_queue set wake_at = now() where run_id = $1", [first?.run_id]);
  await f.db.adminQuery("update engine.run_queue set cancel_requested = true where run_id = $1", [first?.run_id]);
  await f.until(
    async () =>
      (await statuses(f)).filter((status) => status === "waiting").length === 2 &&
      (await statuses(f)).includes("cancelled"),
  );
  await worker.stop();
});

test("a paused workflow keeps its new runs until it goes on, or takes none", async () => {
  await using f = await workerFixture();
  const workflowId = WorkflowId.parse(await f.publish(workflow("record_created@1", [createTask("t")])));
  await f.asAdmin((tx) => pauseWorkflow(tx, workflowId, "queue"));
  await f.createCompany("Kept");
  await work(f);
  expect(await statuses(f)).toEqual(["queued"]);
  expect(await f.asAdmin((tx) => pauseWorkflow(tx, workflowId, "drop"))).toEqual({ released: 1 });
  await f.createCompany("Dropped");
  await work(f);
  expect(await titles(f)).toEqual(["Kept"]);
});

test("changes that follow each other closely become one run", async () => {
  await using f = await workerFixture();
  await f.publish(
    workflow("record_updated@1", [createTask("t", "{{ record.city }}")], { limits: { debounceSeconds: 3600 } }),
  );
  const id = await f.createCompany("Acme");
  for (const city of ["Bern", "Basel", "Chur"])
    await f.asAdmin((tx) =>
      f.records.update(tx, { entityType: "companies", id, version: null, fields: { city } }, { kind: "screen" }),
    );
  expect(await statuses(f)).toEqual(["waiting", "waiting", "waiting"]);
  await f.db.adminQuery("update engine.run_queue set wake_at = now()");
  await work(f);
  expect((await statuses(f)).toSorted()).toEqual(["cancelled", "cancelled", "completed"]);
  expect(await titles(f)).toEqual(["Chur"]);
});

test("a failed run is told to who wants to hear, and tried again where it failed or from a step, each as one new run", async () => {
  await using f = await workerFixture();
  const { principalId } = f.tenant.principals.manager;
  const failing = { key: "mail", type: "send_email@1", config: { to: "{{ record.city }}", subject: "s", body: "b" } };
  const workflowId = WorkflowId.parse(
    await f.publish(
      workflow("record_created@1", [createTask("t"), failing, createTask("u", "after {{ steps.t.record.title }}")]),
    ),
  );
  await f.asAdmin((tx) => setFailureAlert(tx, workflowId, principalId));
  await f.createCompany("Acme");
  await work(f);
  const [failed] = await runs(f);
  expect(failed?.status).toBe("failed");
  expect(await f.db.adminQuery("select principal_id, title, run_id from crm.notifications")).toEqual([
    { principal_id: principalId, title: "Failed: W", run_id: failed?.run_id },
  ]);
  const [cause, ...others] = await f.asAdmin((tx) => failureCauses(tx, workflowId));
  expect(others).toEqual([]);
  expect(cause).toMatchObject({
    runs: 1,
    runIds: [failed?.run_id],
    cause: expect.stringContaining("no valid address"),
  });

  const runId = RunId.parse(failed?.run_id);
  const inserter = f.starter.inserter;
  const repaired = await f.asAdmin((tx) =>
    repairRuns(tx, inserter, { runIds: [runId, RunId.parse(randomUUID())], version: "same" }),
  );
  expect(repaired).toMatchObject([
    { runId, problem: null },
    { retriedAs: null, problem: "There is no such run." },
  ]);
  await work(f);
  expect(await titles(f)).toEqual(["Acme"]);
  expect(await f.asAdmin((tx) => retryRun(tx, inserter, { runId, fromStep: "u", version: "live" }))).toMatchObject({
    status: "runnable",
  });
  await work(f);
  expect(await titles(f)).toEqual(["Acme", "after Acme"]);
});

test("an enrolment starts a run for each record of a filter, at its rate, each once, and can be paused", async () => {
  await using f = await workerFixture();
  const workflowId = WorkflowId.parse(await f.publish(workflow("manual@1", [createTask("t")])));
  for (const name of ["A", "B", "C", "D", "E"]) await f.createCompany(name, { city: name === "C" ? "Basel" : "Bern" });
  const queue = { enqueueJob: async () => undefined };
  const { findIds, countIds } = f.records;
  const parts = { starter: f.starter, queue, newId: randomUUID, findIds, countIds };
  const filter = { kind: "condition", field: "city", operator: "equals", value: "Bern" } as const;
  const input = { workflowId, entityType: "companies", filter, input: {}, ratePerMinute: 20 };
  const { enrolmentId } = await f.asAdmin((tx) => startEnrolment(tx, parts, input));
  const batch = async () => {
    await f.db.adminQuery("update crm.workflow_enrolments set next_at = now()");
    await f.asAdmin((tx) => runEnrolmentBatch(tx, parts, enrolmentId));
    await f.asAdmin((tx) => runEnrolmentBatch(tx, parts, enrolmentId));
  };
  const state = () => f.asAdmin((tx) => getEnrolment(tx, parts, enrolmentId));

  await batch();
  expect(await state()).toMatchObject({ state: "running", started: 2, left: 2, filter });
  await f.asAdmin((tx) => steerEnrolment(tx, parts, { enrolmentId, state: "paused" }));
  await batch();
  expect(await state()).toMatchObject({ state: "paused", started: 2 });
  await f.asAdmin((tx) => steerEnrolment(tx, parts, { enrolmentId, state: "running" }));
  await batch();
  await batch();
  expect(await state()).toMatchObject({ state: "done", started: 4, left: null });
  await work(f);
  expect(await titles(f)).toEqual(["A", "B", "D", "E"]);
});

test("records are enrolled in a workflow that waits for changes of them, as far as its condition lets them", async () => {
  await using f = await workerFixture();
  const companies = ["A", "B", "C"];
  for (const name of companies) await f.createCompany(name, { city: name === "C" ? "Basel" : "Bern" });
  const condition = {
    kind: "rules" as const,
    match: "all" as const,
    rules: [{ left: "record.city", operator: "equals" as const, right: "Bern" }],
  };
  const steps = [createTask("t", "{{ record.name }} was {{ previous.city }}")];
  const filter = { kind: "condition", field: "city", operator: "isNotEmpty", value: null } as const;
  const changed = { watchedFields: ["city"], condition };
  const enrolling = [
    await f.publish(workflow("record_updated@1", steps, changed)),
    await f.publish(workflow("record_entered@1", steps, { filter })),
  ];
  const refusing = [await f.publish(workflow("record_deleted@1", steps)), await f.publish(workflow("schedule@1", []))];
  const { findIds, countIds } = f.records;
  const queue = { enqueueJob: async () => undefined };
  const parts = { starter: f.starter, queue, newId: randomUUID, findIds, countIds };
  const enrol = (workflowId: string) =>
    f.asAdmin((tx) =>
      startEnrolment(tx, parts, {
        workflowId: WorkflowId.parse(workflowId),
        entityType: "companies",
        filter,
        input: {},
        ratePerMinute: 600,
      }),
    );

  for (const workflowId of enrolling) {
    const { enrolmentId } = await enrol(workflowId);
    await f.asAdmin((tx) => runEnrolmentBatch(tx, parts, enrolmentId));
  }
  for (const workflowId of refusing) await expect(enrol(workflowId)).rejects.toMatchObject({ code: "conflict" });
  await work(f);

  const expected = ["A was Bern", "A was Bern", "B was Bern", "B was Bern", "C was Basel"];
  expect(await titles(f)).toEqual(expected);
});
