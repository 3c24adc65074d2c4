import { randomUUID } from "node:crypto";
import { CreateViewInput, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { addField } from "../admin/field-jobs.fixture.ts";
import { fixture, type Fixture } from "../record-service.fixture.ts";
import { createViewService } from "../view/view-service.ts";

async function drawWorkflow(f: Fixture, field: string): Promise<void> {
  const graph = WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: [field] } },
    steps: [],
    edges: [],
  });
  const id = randomUUID();
  const insert = (text: string, values: readonly unknown[]) =>
    f.db.adminQuery(text, [f.tenant.tenantId, id, ...values]);
  await insert("insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", []);
  await insert("insert into crm.workflow_drafts (tenant_id, workflow_id, graph) values ($1, $2, $3)", [
    JSON.stringify(graph),
  ]);
  await insert(
    "insert into crm.workflow_versions (tenant_id, workflow_id, version_id, number, graph, content_hash) values ($1, $2, $3, 1, $4, 'x')",
    [randomUUID(), JSON.stringify(graph)],
  );
  await f.db.adminQuery(
    "update crm.workflows w set live_version_id = v.version_id from crm.workflow_versions v where v.workflow_id = w.workflow_id and w.workflow_id = $1",
    [id],
  );
}

test("each field says how many of each kind use it; draft and live version of a workflow count once", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  const hint = await addField(f, { label: "Hint", type: "text" });
  const idle = await addField(f, { label: "Idle", type: "text" });
  const where = { kind: "condition", field: "size", operator: "equals", value: "L" } as const;
  await f.as((tx) =>
    f.records.updateField(tx, { fieldId: hint.fieldId, version: hint.version, patch: { visibleWhen: where } }),
  );
  await drawWorkflow(f, "size");
  await drawWorkflow(f, "size");
  const views = createViewService({ metadata: f.records.metadata, newId: randomUUID });
  const view = CreateViewInput.parse({ entityType: "companies", name: "Large", filter: where });
  await f.as((tx) => views.create(tx, view));

  const { counts } = await f.as((tx) => f.fields.useCounts(tx, "companies"));

  expect(counts[size.fieldId]).toEqual({ workflow: 2, view: 1, condition: 1 });
  expect(counts[idle.fieldId]).toBeUndefined();
  const listed = (await f.as((tx) => f.fields.usage(tx, size.fieldId))).uses;
  expect(new Set(listed.map((use) => `${use.kind} ${use.id}`)).size).toBe(4);
});

test("the fields of an entity type that does not exist are refused", async () => {
  await using f = await fixture();
  await expect(f.as((tx) => f.fields.useCounts(tx, "planets"))).rejects.toMatchObject({ code: "not_found" });
});
