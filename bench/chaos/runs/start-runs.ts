import type { ImportId } from "@catalyst/contracts";
import { receiveWebhook, startWorkflow } from "@catalyst/records";
import type { ChaosSite } from "../site/chaos-site.ts";
import type { Batch, PlannedRun } from "./plan-runs.ts";

const SCREEN = { kind: "screen" } as const;

/** Starts a batch. What failed without a verdict is asked again, as clients do: nothing may start twice by that. */
export async function startBatch(site: ChaosSite, batch: Batch): Promise<void> {
  switch (batch.way) {
    case "createMany":
      return createRecords(site, batch, true);
    case "import":
      return importRecords(site, batch);
    case "update":
      await createRecords(site, batch, false);
      return updateRecords(site, batch);
    case "manual":
      await createRecords(site, batch, false);
      await Promise.all([startByHand(site, batch), startByHand(site, batch)]);
      return;
    case "webhook":
      await Promise.all(batch.runs.flatMap((run) => [receive(site, run), receive(site, run)]));
      return;
  }
}

function fieldsOf({ published, input }: PlannedRun): Readonly<Record<string, string | number>> {
  const { tag, number, letter } = input;
  return { name: tag, industry: published.workflow.name, employee_count: number, city: letter };
}

async function createRecords(site: ChaosSite, { tenant, runs }: Batch, startRuns: boolean): Promise<void> {
  await site.inTenant(tenant.principal, async (tx) => {
    const ids = runs.map((run) => run.recordId);
    const { records: found } = await site.records.getMany(tx, { entityType: "companies", ids });
    const known = new Set(found.map((record) => record.id));
    const records = runs
      .filter((run) => !known.has(run.recordId))
      .map((run) => ({ id: run.recordId, fields: fieldsOf(run) }));
    if (records.length === 0) return;
    const outcomes = await site.records.createMany(tx, { entityType: "companies", records, startRuns }, SCREEN);
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused !== undefined) throw new Error(`A record was refused: ${JSON.stringify(refused)}`);
  });
}

async function updateRecords(site: ChaosSite, { tenant, runs }: Batch): Promise<void> {
  for (const { recordId, input } of runs) {
    const website = `https://chaos.example/${input.tag}`;
    await site.inTenant(tenant.principal, async (tx) => {
      const { record } = await site.records.get(tx, { entityType: "companies", id: recordId });
      if (record.fields["website"] === website) return;
      await site.records.update(
        tx,
        { entityType: "companies", id: recordId, version: null, fields: { website } },
        SCREEN,
      );
    });
  }
}

async function startByHand(site: ChaosSite, { name, tenant, runs }: Batch): Promise<void> {
  const workflowId = runs[0]?.published.workflowId;
  if (workflowId === undefined) return;
  const recordIds = runs.map((run) => run.recordId);
  await site.inTenant(tenant.principal, (tx) =>
    startWorkflow(tx, site.starter, { workflowId, event: "manual", key: `manual:${name}`, recordIds, input: null }),
  );
}

async function receive(site: ChaosSite, { tenant, published, input }: PlannedRun): Promise<void> {
  const call = { workflowId: published.workflowId, id: input.tag, body: { ...input } };
  await site.inTenant(tenant.principal, (tx) => receiveWebhook(tx, site.starter, call));
}

const COLUMNS = ["name", "industry", "employee_count", "city"] as const;

/** A file, whose rows a worker's job writes; the upload is begun again where nobody knows how far it came. */
async function importRecords(site: ChaosSite, { name, tenant, runs }: Batch): Promise<void> {
  const { principal } = tenant;
  const rows = runs.map((run) => COLUMNS.map((column) => fieldsOf(run)[column]).join(","));
  const text = [COLUMNS.join(","), ...rows, ""].join("\n");
  const upload = { entityType: "companies", fileName: `${name}.csv`, sizeBytes: Buffer.byteLength(text) };
  const { importId } = await site.inTenant(principal, (tx) => site.imports.create(tx, upload));
  await site.inTenant(principal, async (tx) => {
    if ((await site.imports.get(tx, importId)).status === "uploading")
      await site.imports.appendChunk(tx, { importId, ordinal: 0, text });
  });
  await site.inTenant(principal, async (tx) => {
    if ((await site.imports.get(tx, importId)).status === "uploading") await site.imports.preview(tx, importId);
  });
  await site.inTenant(principal, (tx) => beginImport(site, tx, importId));
}

async function beginImport(
  site: ChaosSite,
  tx: Parameters<typeof site.imports.get>[0],
  importId: ImportId,
): Promise<void> {
  if ((await site.imports.get(tx, importId)).status !== "ready") return;
  const columns = COLUMNS.map((key) => ({ kind: "field" as const, key }));
  await site.imports.start(tx, { importId, columns, runWorkflows: true });
}
