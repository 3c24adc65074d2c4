import { type WorkflowGraph, WorkflowId } from "@catalyst/contracts";
import { withTenant } from "@catalyst/db";
import { createWorkflowService, findWebhookOwner, listNotifications, newId, pauseWorkflow } from "@catalyst/records";
import { testMember } from "@catalyst/testkit";
import { expect, test } from "vitest";
import { chain, createTask, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { startWorker } from "./worker.ts";

function graph(type: "schedule@1" | "webhook@1" | "record_created@1"): WorkflowGraph {
  const schedule = { cron: "0 9 * * *", timeZone: "Europe/Berlin", missed: "once" as const };
  const config = { entityType: type === "record_created@1" ? "companies" : "", watchedFields: [] };
  const trigger = { type, config: type === "schedule@1" ? { ...config, schedule } : config };
  return { ...chain([createTask("t", "tick")]), trigger };
}

/** Workflows that a second admin publishes, who then leaves. */
async function publisherLeft(f: WorkerFixture, types: readonly Parameters<typeof graph>[0][]) {
  const workflows = createWorkflowService({ metadata: f.records.metadata, newId });
  const { tenantId } = f.tenant;
  const publisher = await testMember(f.db, { tenantId, role: "admin", teamIds: [] });
  const ids: WorkflowId[] = [];
  for (const type of types)
    ids.push(
      await withTenant(f.database, publisher, async (tx) => {
        const { workflowId } = await workflows.create(tx, { name: `On ${type}`, graph: graph(type) });
        await workflows.publish(tx, { workflowId, draftVersion: 1, note: "" });
        return workflowId;
      }),
    );
  await f.db.adminQuery(`delete from identity.member where "userId" = $1`, [publisher.principalId]);
  return { workflows, ids, publisher };
}

const schedules = (f: WorkerFixture) =>
  f.db.adminQuery("select principal_id from engine.schedules where next_at > now()");

test("what acts for somebody who leaves is paused, once, and the admins are told; the rest goes on", async () => {
  await using f = await workerFixture();
  const { workflows } = await publisherLeft(f, ["schedule@1", "webhook@1", "record_created@1"]);

  const listed = await f.asAdmin((tx) => workflows.list(tx));
  const { notifications } = await f.asAdmin((tx) => listNotifications(tx, { unread: true, limit: 10 }));

  expect(listed.map(({ name, pausedReason }) => [name, pausedReason])).toEqual([
    ["On record_created@1", null],
    ["On schedule@1", "publisher_left"],
    ["On webhook@1", "publisher_left"],
  ]);
  expect(notifications.map(({ title }) => title).toSorted((left, right) => left.localeCompare(right))).toEqual([
    "Paused: On schedule@1",
    "Paused: On webhook@1",
  ]);
  expect(await schedules(f)).toEqual([]);
});

test("who lets a paused workflow go on takes it over: its schedule begins again, its webhook acts for them", async () => {
  await using f = await workerFixture();
  const { workflows, ids } = await publisherLeft(f, ["schedule@1", "webhook@1"]);
  const { principalId } = f.tenant.principals.admin;

  for (const id of ids) await f.asAdmin((tx) => pauseWorkflow(tx, id, null));

  expect(await schedules(f)).toEqual([{ principal_id: principalId }]);
  const [, hook = WorkflowId.parse(newId())] = ids;
  expect(await f.asAdmin((tx) => findWebhookOwner(tx, hook))).toBe(principalId);
  expect(await f.asAdmin((tx) => workflows.get(tx, hook))).toMatchObject({ paused: null, pausedReason: null });
});

test("who publishes a workflow that was paused so takes it over too", async () => {
  await using f = await workerFixture();
  const { workflows, ids } = await publisherLeft(f, ["schedule@1"]);
  const [workflowId = WorkflowId.parse(newId())] = ids;
  const changed = { ...graph("schedule@1"), ...chain([createTask("t", "tock")]) };

  const published = await f.asAdmin(async (tx) => {
    await workflows.saveDraft(tx, {
      workflowId,
      draftVersion: 1,
      graph: { ...changed, trigger: graph("schedule@1").trigger },
    });
    return workflows.publish(tx, { workflowId, draftVersion: 2, note: "" });
  });

  expect(published).toMatchObject({ paused: null, pausedReason: null });
  expect(await schedules(f)).toEqual([{ principal_id: f.tenant.principals.admin.principalId }]);
});

test("a time that comes while nobody is there to act for pauses the schedule instead of failing again and again", async () => {
  await using f = await workerFixture();
  const { ids } = await publisherLeft(f, ["schedule@1"]);
  const [workflowId = ""] = ids;
  const stray = await testMember(f.db, { tenantId: f.tenant.tenantId, role: "admin", teamIds: [] });
  await f.asAdmin((tx) => pauseWorkflow(tx, WorkflowId.parse(workflowId), null));
  await f.db.adminQuery(`delete from identity.member where "userId" = $1`, [stray.principalId]);
  await f.db.adminQuery("update engine.schedules set principal_id = $1, next_at = now(), look_at = now()", [
    stray.principalId,
  ]);

  const worker = await startWorker(f.config, QUIET);
  await f.until(async () => (await f.db.adminQuery("select from engine.schedules")).length === 0);
  await f.until(
    async () =>
      (await f.db.adminQuery("select from pgboss.job where name = 'job' and state < 'completed'")).length === 0,
  );
  await worker.stop();

  expect(await f.db.adminQuery("select paused_reason from crm.workflows")).toEqual([
    { paused_reason: "publisher_left" },
  ]);
  expect(await f.db.adminQuery("select from pgboss.job where state = 'failed'")).toEqual([]);
  expect(await f.db.adminQuery("select from crm.workflow_runs")).toEqual([]);
});
