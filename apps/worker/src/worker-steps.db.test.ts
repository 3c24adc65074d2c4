import { randomUUID } from "node:crypto";
import type { EdgeDefinition, StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { createWorkQueue, deliverEvent, openBoss, withTenant } from "@catalyst/db";
import { decideApproval } from "@catalyst/records";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { createTask, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { spawnWorker } from "./worker-process.fixture.ts";

type Step = Pick<StepDefinition, "key" | "type" | "config">;

function graphOf(
  steps: readonly Step[],
  edges: readonly string[],
  trigger: Partial<WorkflowGraph["trigger"]> = {},
): WorkflowGraph {
  return {
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] }, ...trigger },
    steps: steps.map((step) => ({ name: step.key, onError: "fail", ...step })),
    edges: edges.map((text): EdgeDefinition => {
      const [from = "", port = "next", to = ""] = text.split(" ");
      return { from, port, to };
    }),
  };
}

const onlyWhenNamed = (name: string): Partial<WorkflowGraph["trigger"]> => ({
  config: {
    entityType: "companies",
    watchedFields: [],
    condition: { kind: "formula", cel: `record.name == "${name}"` },
  },
});
const find = (city: string): Step => ({
  key: "find",
  type: "find_records@1",
  config: {
    entityType: "companies",
    filter: { kind: "condition", field: "city", operator: "equals", value: city },
    limit: 10_000,
  },
});
const each = (atOnce: number): Step => ({
  key: "each",
  type: "for_each@1",
  config: { source: "find", entityType: "companies", onItemError: "continue", atOnce },
});
const loopEdges = ["trigger next find", "find next each", "each item task"];

const ended = async (f: WorkerFixture): Promise<boolean> =>
  (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0;

async function companies(f: WorkerFixture, count: number, city: string): Promise<void> {
  await withTenant(f.database, f.tenant.principals.admin, (tx) =>
    f.records.createMany(
      tx,
      {
        entityType: "companies",
        records: Array.from({ length: count }, (_, place) => ({ fields: { name: `C${place}`, city } })),
        startRuns: false,
      },
      { kind: "screen" },
    ),
  );
}

test.each([1, 3])(
  "a loop with %i at once does its body once for each record that was found, though a worker is killed",
  { timeout: 60_000 },
  async (atOnce) => {
    await using f = await workerFixture();
    await companies(f, 120, "Bern");
    await companies(f, 10, "Basel");
    await f.publish(
      graphOf(
        [find("Bern"), each(atOnce), createTask("task", "{{ steps.each.item.record.name }}")],
        loopEdges,
        onlyWhenNamed("Start"),
      ),
    );
    await using first = spawnWorker({ ...f.environment, CRASH_AT: "segment.beforeCommit:2" });
    await f.createCompany("Start");
    expect(await first.ended).toBe("SIGKILL");
    const second = await startWorker(f.config, QUIET);
    await f.until(() => ended(f));
    await second.stop();

    const titles = await f.db.adminQuery<{ title: string }>("select title from crm.tasks order by title");
    expect(titles.map((row) => row.title)).toEqual(Array.from({ length: 120 }, (_, place) => `C${place}`).toSorted());
    const runs = await f.db.adminQuery("select status, count(*)::int as runs from crm.workflow_runs group by status");
    expect(runs).toEqual([{ status: "completed", runs: atOnce === 1 ? 1 : 3 }]);
    const [state] = await f.db.adminQuery<{ each: unknown }>(
      "select state -> 'outputs' -> 'each' as each from crm.workflow_runs where parent_run_id is null",
    );
    expect(state?.each).toEqual({ count: 120, failed: 0 });
  },
);

test("a workflow calls another one and goes on with its result", async () => {
  await using f = await workerFixture();
  const called = await f.publish(
    graphOf(
      [
        createTask("task", "{{ record.name }} {{ steps.trigger.word }}"),
        {
          key: "end",
          type: "stop@1",
          config: {
            status: "completed",
            message: "",
            result: { title: { kind: "formula", cel: "steps.task.record.title" } },
          },
        },
      ],
      ["trigger next task", "task next end"],
      { type: "workflow_called@1" },
    ),
  );
  const call: Step = {
    key: "call",
    type: "call_workflow@1",
    config: { workflowId: called, input: { word: { kind: "literal", value: "hello" } }, waits: true },
  };
  await f.publish(
    graphOf([call, createTask("after", "got {{ steps.call.result.title }}")], ["trigger next call", "call next after"]),
  );
  const worker = await startWorker(f.config, QUIET);
  await f.createCompany("Acme");
  await f.until(() => ended(f));
  await worker.stop();

  expect(await f.db.adminQuery("select title from crm.tasks order by title")).toEqual([
    { title: "Acme hello" },
    { title: "got Acme hello" },
  ]);
});

test("a run sleeps until an event comes, which ends its wait at once", async () => {
  await using f = await workerFixture();
  const wait: Step = {
    key: "wait",
    type: "wait_for_event@1",
    config: { key: "paid:{{ record.name }}", amount: 1, unit: "days", lookBackMinutes: 5 },
  };
  await f.publish(
    graphOf(
      [wait, createTask("task", "paid {{ steps.wait.payload.amount }}")],
      ["trigger next wait", "wait next task"],
    ),
  );
  const worker = await startWorker(f.config, QUIET);
  await f.createCompany("Acme");
  await f.until(
    async () => (await f.db.adminQuery("select from engine.run_queue where status = 'waiting'")).length === 1,
  );
  const queue = createWorkQueue(await openBoss(f.database, { onError: () => undefined }), f.database, () => undefined);
  const event = { source: "test", externalId: randomUUID(), key: "event:paid:Acme", payload: { amount: "12" } };
  await withTenant(f.database, f.tenant.principals.admin, (tx) => deliverEvent(tx, queue, event));
  await f.until(() => ended(f));
  await queue.close();
  await worker.stop();

  expect(await f.db.adminQuery("select title from crm.tasks")).toEqual([{ title: "paid 12" }]);
});

test("an approval asks by mail, is decided once, and the second who decides hears who was first", async () => {
  await using f = await workerFixture();
  const { admin, manager } = f.tenant.principals;
  const people = [admin.principalId, manager.principalId];
  const ask: Step = {
    key: "ask",
    type: "approval@1",
    config: { people, title: "Discount for {{ record.name }}?", body: "20 %", mail: true, expireHours: 72 },
  };
  await f.publish(
    graphOf(
      [ask, createTask("task", "{{ steps.ask.decision }} {{ steps.ask.reason }}")],
      ["trigger next ask", "ask rejected task"],
    ),
  );
  const worker = await startWorker(f.config, QUIET);
  await f.createCompany("Acme");
  await f.until(async () => (await f.db.adminQuery("select from crm.development_mails")).length === 2);
  const mails = await f.db.adminQuery<{ subject: string; body: string }>(
    "select subject, body from crm.development_mails",
  );
  expect(mails[0]?.subject).toBe("Discount for Acme?");
  expect(mails[0]?.body).toMatch(/\/approve\/[0-9a-f-]+\/[0-9a-f-]+\/[0-9a-f-]+\/[\w-]{43}/);
  expect(new Set(mails.map((mail) => mail.body)).size).toBe(2);

  const queue = createWorkQueue(await openBoss(f.database, { onError: () => undefined }), f.database, () => undefined);
  const [wait] = await f.db.adminQuery<{ wait_id: string }>(
    "select wait_id from crm.workflow_waits where kind = 'approval'",
  );
  const decide = (decision: "approved" | "rejected", reason: string, who = admin) =>
    withTenant(f.database, who, (tx) => decideApproval(tx, queue, { waitId: wait?.wait_id ?? "", decision, reason }));
  expect(await decide("rejected", "too much")).toMatchObject({ decided: true });
  expect(await decide("approved", "fine", manager)).toMatchObject({
    decided: false,
    decision: "rejected",
    decidedBy: admin.principalId,
  });
  await f.until(() => ended(f));
  await queue.close();
  await worker.stop();

  expect(await f.db.adminQuery("select title from crm.tasks")).toEqual([{ title: "rejected too much" }]);
});

test("records go to people in turns, and to nobody who has left", async () => {
  await using f = await workerFixture();
  const { admin, manager } = f.tenant.principals;
  const people = [admin.principalId, randomUUID(), manager.principalId];
  const assign: Step = {
    key: "assign",
    type: "assign_owner@1",
    config: { entityType: "companies", target: { kind: "trigger" }, strategy: "round_robin", people },
  };
  await f.publish(graphOf([assign], ["trigger next assign"]));
  const worker = await startWorker(f.config, QUIET);
  for (const name of ["A", "B", "C", "D"]) await f.createCompany(name);
  await f.until(() => ended(f));
  await worker.stop();

  expect(
    await f.db.adminQuery(
      "select owner_id, count(*)::int as records from crm.records where entity_type = 'companies' group by owner_id order by owner_id",
    ),
  ).toEqual(
    [admin, manager]
      .map(({ principalId }) => ({ owner_id: principalId, records: 2 }))
      .toSorted((a, b) => (a.owner_id < b.owner_id ? -1 : 1)),
  );
});
