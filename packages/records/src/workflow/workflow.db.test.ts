import { DomainError, VersionId, WorkflowGraph, WorkflowId } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { newId } from "../new-id.ts";
import { fixture, type Fixture } from "../record-service.fixture.ts";
import { createWorkflowService, type WorkflowService } from "./workflow-service.ts";

type Setup = Fixture & { readonly workflows: WorkflowService };

async function setup(): Promise<Setup> {
  const base = await fixture();
  return { ...base, workflows: createWorkflowService({ metadata: base.records.metadata, newId }) };
}

/** "When a company is made, make a task": sound, unless the step's field is said to be another one. */
function graph(options: { title?: string; field?: string; x?: number } = {}): WorkflowGraph {
  return WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies" } },
    steps: [
      {
        key: "s1",
        type: "create_record@1",
        name: "Make a task",
        config: {
          entityType: "tasks",
          fields: { [options.field ?? "title"]: { kind: "literal", value: options.title ?? "Call them" } },
        },
        position: { x: options.x ?? 0, y: 0 },
      },
    ],
    edges: [{ from: "trigger", port: "next", to: "s1" }],
  });
}

async function published({ as, workflows }: Setup): Promise<{ workflowId: WorkflowId; versionId: VersionId }> {
  const created = await as((tx) => workflows.create(tx, { name: "Welcome", graph: graph() }));
  const detail = await as((tx) =>
    workflows.publish(tx, { workflowId: created.workflowId, draftVersion: 1, note: "first" }),
  );
  return { workflowId: created.workflowId, versionId: VersionId.parse(detail.live?.versionId) };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test("a new workflow is a draft that starts nothing", async () => {
  await using s = await setup();

  const detail = await s.as((tx) => s.workflows.create(tx, { name: "Empty" }));
  const list = await s.as((tx) => s.workflows.list(tx));

  expect(detail).toMatchObject({
    name: "Empty",
    enabled: true,
    live: null,
    draft: { version: 1, graph: { steps: [] } },
  });
  expect(list).toMatchObject([{ liveVersion: null, hasDraftChanges: true, openRuns: 0, failedRuns: 0, stepCount: 0 }]);
  expect(await triggers(s)).toEqual([]);
});

test("two people who save the same draft: the second one is told, and nothing is lost", async () => {
  await using s = await setup();
  const { workflowId } = await s.as((tx) => s.workflows.create(tx, { name: "Shared" }));

  const first = await s.as((tx) =>
    s.workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: graph(), name: "Renamed" }),
  );
  const second = s.as((tx) =>
    s.workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: graph({ title: "Lost" }) }),
  );

  await expect(second).rejects.toMatchObject({ code: "version_conflict", currentVersion: 2 });
  expect(first).toMatchObject({ name: "Renamed", draft: { version: 2 } });
  expect((await s.as((tx) => s.workflows.get(tx, workflowId))).draft.graph).toEqual(graph());
});

test("publishing makes an immutable version, the trigger and an audit row together", async () => {
  await using s = await setup();
  const { workflowId, versionId } = await published(s);

  expect(await s.as((tx) => s.workflows.versions(tx, workflowId))).toMatchObject([
    { versionId, number: 1, note: "first", live: true, publishedBy: s.tenant.principals.admin.principalId },
  ]);
  expect(await triggers(s)).toEqual([
    { workflow_id: workflowId, version_id: versionId, entity_type: "companies", event: "record_created@1" },
  ]);
  expect(
    await s.db.adminQuery("select action from crm.audit_log where entity_type = 'workflows' order by audit_id"),
  ).toEqual([{ action: "configured" }, { action: "published" }]);
  await expect(s.db.adminQuery("update crm.workflow_versions set note = 'x'")).rejects.toThrow("append-only");
});

test("a graph with an error is not published, and each error names its place", async () => {
  await using s = await setup();
  const { workflowId } = await s.as((tx) =>
    s.workflows.create(tx, { name: "Broken", graph: graph({ field: "nothing" }) }),
  );

  const publishing = s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 1, note: "" }));

  await expect(publishing).rejects.toMatchObject({
    code: "workflow_invalid",
    problems: [{ field: "s1.fields.nothing" }, { field: "s1.fields.title" }],
  });
  expect(await triggers(s)).toEqual([]);
});

test("what does the same is not published again, whoever moved its steps on the canvas", async () => {
  await using s = await setup();
  const { workflowId } = await published(s);
  await s.as((tx) => s.workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: graph({ x: 400 }) }));

  expect(await codeOf(s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 2, note: "" })))).toBe(
    "conflict",
  );
  expect(await s.as((tx) => s.workflows.list(tx))).toMatchObject([{ hasDraftChanges: false, liveVersion: 1 }]);
});

test("a draft that somebody changed meanwhile is not published", async () => {
  await using s = await setup();
  const { workflowId } = await published(s);
  await s.as((tx) => s.workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: graph({ title: "Other" }) }));

  expect(await codeOf(s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 1, note: "" })))).toBe(
    "version_conflict",
  );
});

test("two who publish at once make two versions with different numbers, or one is told", async () => {
  await using s = await setup();
  const { workflowId } = await s.as((tx) => s.workflows.create(tx, { name: "Race", graph: graph() }));

  const publish = (): Promise<string> =>
    codeOf(s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 1, note: "" })));

  expect((await Promise.all([publish(), publish(), publish()])).sort()).toEqual(["conflict", "conflict", "none"]);
});

test("a disabled workflow has no trigger; enabling it brings the live version's back", async () => {
  await using s = await setup();
  const { workflowId, versionId } = await published(s);

  const disabled = await s.as((tx) => s.workflows.setEnabled(tx, { workflowId, enabled: false }));
  const between = await triggers(s);
  await s.as((tx) => s.workflows.setEnabled(tx, { workflowId, enabled: true }));

  expect(disabled.enabled).toBe(false);
  expect(between).toEqual([]);
  expect(await triggers(s)).toMatchObject([{ version_id: versionId }]);
});

test("publishing a disabled workflow starts nothing before it is enabled", async () => {
  await using s = await setup();
  const { workflowId } = await published(s);
  await s.as((tx) => s.workflows.setEnabled(tx, { workflowId, enabled: false }));
  await s.as((tx) => s.workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: graph({ title: "Second" }) }));

  await s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 2, note: "" }));

  expect(await triggers(s)).toEqual([]);
});

test("an old version goes back into the draft and is published as a new one", async () => {
  await using s = await setup();
  const { workflowId, versionId } = await published(s);
  await s.as((tx) => s.workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: graph({ title: "Second" }) }));
  await s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 2, note: "" }));

  const restored = await s.as((tx) => s.workflows.restoreVersion(tx, { workflowId, versionId, draftVersion: 2 }));
  const live = await s.as((tx) => s.workflows.publish(tx, { workflowId, draftVersion: 3, note: "back" }));

  expect(restored.draft).toMatchObject({ version: 3, graph: graph() });
  expect(live.live).toMatchObject({ number: 3, graph: graph() });
});

test("a version of another workflow is not found", async () => {
  await using s = await setup();
  const { versionId } = await published(s);
  const other = await s.as((tx) => s.workflows.create(tx, { name: "Other" }));

  expect(await codeOf(s.as((tx) => s.workflows.getVersion(tx, { workflowId: other.workflowId, versionId })))).toBe(
    "not_found",
  );
  expect(await codeOf(s.as((tx) => s.workflows.get(tx, WorkflowId.parse(newId()))))).toBe("not_found");
});

async function triggers(s: Setup): Promise<readonly object[]> {
  return s.db.adminQuery(
    "select workflow_id, version_id, entity_type, event from crm.workflow_triggers where tenant_id = $1",
    [s.tenant.tenantId],
  );
}
