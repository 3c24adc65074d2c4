import { randomUUID } from "node:crypto";
import { type ChangeReason, ImportId, type TriggerDefinition, WorkflowId } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { createImportService } from "../import/import-service.ts";
import { company, fixture, type Fixture } from "../record-service.fixture.ts";
import { publish, runsOf, service } from "./run-starter.fixture.ts";

const RUN = randomUUID();
const SCREEN: ChangeReason = { kind: "screen" };
const REASONS: readonly ChangeReason[] = [
  SCREEN,
  { kind: "api" },
  { kind: "import", importId: randomUUID() },
  { kind: "workflow_run", runId: RUN, stepKey: "s1", rootId: RUN, depth: 1 },
];
const BERLIN = { kind: "condition", field: "city", operator: "equals", value: "Berlin" } as const;

function trigger(type: TriggerDefinition["type"]): TriggerDefinition {
  const filter = type === "record_entered@1" || type === "record_left@1" ? { filter: BERLIN } : {};
  return { type, config: { entityType: "companies", watchedFields: [], ...filter } };
}

/** What has started since the last look, as the event that did and the workflow's trigger. */
async function eventsOf(f: Fixture): Promise<readonly string[]> {
  const rows = await runsOf(f);
  await f.db.adminQuery("delete from engine.run_queue");
  await f.db.adminQuery("delete from crm.workflow_runs");
  return rows.map((row) => row.trigger.event).toSorted((left, right) => left.localeCompare(right));
}

test.each(REASONS.map((reason) => [reason.kind, reason] as const))(
  "a change by %s fires what waits for it: made, changed, edited in bulk, deleted, restored",
  async (_kind, reason) => {
    await using f = await fixture();
    for (const type of [
      "record_created@1",
      "record_updated@1",
      "record_deleted@1",
      "record_entered@1",
      "record_left@1",
    ])
      await publish(f, trigger(type as TriggerDefinition["type"]));
    const { records } = service();
    const entityType = "companies";

    const { record } = await f.as((tx) => records.create(tx, company("Acme", { city: "Berlin" }), reason));
    expect(await eventsOf(f)).toEqual(["created", "created"]);
    const { id } = record;
    await f.as((tx) => records.update(tx, { entityType, id, version: null, fields: { city: "Paris" } }, reason));
    expect(await eventsOf(f)).toEqual(["updated", "updated"]);
    await f.as((tx) => records.updateMany(tx, { entityType, ids: [id], fields: { city: "Berlin" } }, reason));
    expect(await eventsOf(f)).toEqual(["updated", "updated"]);
    await f.as((tx) => records.delete(tx, { entityType, ids: [id] }, reason));
    expect(await eventsOf(f)).toEqual(["deleted", "deleted"]);
    await f.as((tx) => records.restore(tx, { entityType, ids: [id] }, reason));
    expect(await eventsOf(f)).toEqual(["restored"]);
    await f.as((tx) =>
      records.createMany(
        tx,
        { entityType, records: [{ fields: { name: "B", city: "Berlin" } }], startRuns: true },
        reason,
      ),
    );
    expect(await eventsOf(f)).toEqual(["created", "created"]);
  },
);

test("an import asks for each workflow that its records would start, and starts those that it was told to", async () => {
  await using f = await fixture();
  const ids = [
    await publish(f, trigger("record_created@1")),
    await publish(f, trigger("record_entered@1")),
    await publish(f, trigger("record_updated@1")),
  ].map((id) => WorkflowId.parse(id));
  const [first = WorkflowId.parse(randomUUID()), second] = ids;
  const { records } = service();
  const imports = createImportService({ records, newId: randomUUID, enqueue: async () => undefined });
  const columns = ["name", "city"].map((key) => ({ kind: "field", key }) as const);
  const importId = await upload(f, imports, "Name,City\nAcme,Berlin\nBeta,Paris\n");

  const asked = await f.as((tx) => imports.workflows(tx, importId));
  await f.as((tx) => imports.start(tx, { importId, columns, runWorkflows: [first] }));
  while (!(await f.as((tx) => imports.runBatch(tx, importId))).done);

  expect(new Set(asked.map(({ workflowId }) => workflowId))).toEqual(new Set([first, second]));
  const started = await f.db.adminQuery("select distinct workflow_id from crm.workflow_runs");
  expect(started).toEqual([{ workflow_id: first }]);
  expect(await eventsOf(f)).toEqual(["created", "created"]);
});

async function upload(f: Fixture, imports: ReturnType<typeof createImportService>, text: string): Promise<ImportId> {
  const file = { entityType: "companies", fileName: "companies.csv", sizeBytes: Buffer.byteLength(text) };
  const { importId } = await f.as((tx) => imports.create(tx, file));
  await f.as((tx) => imports.appendChunk(tx, { importId, ordinal: 0, text }));
  await f.as((tx) => imports.preview(tx, importId));
  return importId;
}
