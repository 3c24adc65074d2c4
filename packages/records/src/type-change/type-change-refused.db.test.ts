import { expect, test } from "vitest";
import { WorkflowGraph, type TypeChange } from "@catalyst/contracts";
import { addField, type MadeField } from "../admin/field-jobs.fixture.ts";
import { fixture, type Fixture } from "../record-service.fixture.ts";

const plan = (f: Fixture, field: MadeField, type: "number" | "date"): Promise<TypeChange> =>
  f.as((tx) => f.fields.planTypeChange(tx, { fieldId: field.fieldId, type, config: {} }));

test("a field that somebody depends on keeps its type, and they are named", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  await addField(f, {
    label: "Reason",
    type: "text",
    visibleWhen: { kind: "condition", field: "size", operator: "isNotEmpty", value: null },
  });
  const planned = await plan(f, size, "number");
  expect(planned.blockers).toEqual([
    { kind: "condition", id: expect.any(String), name: "Reason of Company", place: "shown when", blocks: true },
  ]);
  await expect(f.as((tx) => f.fields.changeType(tx, planned.conversionId))).rejects.toMatchObject({
    code: "conflict",
    problems: [{ field: "size", code: "condition", message: "Reason of Company: shown when." }],
  });
});

test("a workflow blocks by its live version and by versions that runs are in, not by its draft", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  const graph = WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: ["size"] } },
    steps: [],
    edges: [],
  });
  const ids = { workflow: crypto.randomUUID(), version: crypto.randomUUID(), run: crypto.randomUUID() };
  const { tenantId } = f.tenant;
  const insert = (text: string, values: readonly unknown[]) => f.db.adminQuery(text, [tenantId, ...values]);
  await insert("insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", [ids.workflow]);
  await insert("insert into crm.workflow_drafts (tenant_id, workflow_id, graph) values ($1, $2, $3)", [
    ids.workflow,
    JSON.stringify(graph),
  ]);
  const uses = async () => (await f.as((tx) => f.fields.usage(tx, size.fieldId))).uses;
  expect(await uses()).toEqual([{ kind: "workflow", id: ids.workflow, name: "W", place: "draft", blocks: false }]);

  await insert(
    "insert into crm.workflow_versions (tenant_id, workflow_id, version_id, number, graph, content_hash) values ($1, $2, $3, 1, $4, 'x')",
    [ids.workflow, ids.version, JSON.stringify(graph)],
  );
  expect(await uses()).toHaveLength(1);
  await insert(
    `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, root_id)
     values ($1, $2, '2026-11-01', $3, $4, 'k', '{}', 'waiting', '{}', $2)`,
    [ids.run, ids.workflow, ids.version],
  );
  expect(await uses()).toContainEqual({
    kind: "workflow",
    id: ids.workflow,
    name: "W",
    place: "version 1, 1 run is in it",
    blocks: true,
  });
});

test("what can't be converted is refused with a reason, and so is a unique field", async () => {
  await using f = await fixture();
  const code = await addField(f, { label: "Code", type: "text", unique: true });
  const size = await addField(f, { label: "Size", type: "number" });
  await expect(plan(f, size, "date")).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "type", code: "not_convertible" }],
  });
  await expect(plan(f, code, "number")).rejects.toMatchObject({ code: "conflict" });
});

test("a dry run says where the index would go: the new type has no place left, or none at all", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text", indexed: true });
  const unindexed = await addField(f, { label: "Note", type: "text" });
  expect((await plan(f, size, "number")).losesIndex).toBe(false);
  for (let place = 0; place < 10; place += 1)
    await addField(f, { label: `Number ${place}`, type: "number", indexed: true });
  expect((await plan(f, size, "number")).losesIndex).toBe(true);
  expect((await plan(f, size, "date")).losesIndex).toBe(false);
  expect((await plan(f, unindexed, "number")).losesIndex).toBe(false);
});
