import type { ChangeReason } from "../../packages/contracts/src/index.ts";
import { type Database, type TenantTransaction, withTenant } from "../../packages/db/src/index.ts";
import {
  createRecordService,
  createWorkflowService,
  newId,
  type RecordService,
  type WorkflowService,
} from "../../packages/records/src/index.ts";
import { DEMO_FIELDS } from "./demo-fields.ts";
import { demoRecords } from "./demo-records.ts";
import { DEMO_WORKFLOWS } from "./demo-workflows.ts";
import type { SeededTenant } from "./seed-identity.ts";
import type { Draw } from "./seeded-random.ts";

const SEED: ChangeReason = { kind: "seed" };

/** The services through which the seed writes, as every other caller does. */
export type SeedServices = {
  readonly database: Database;
  readonly records: RecordService;
  readonly workflows: WorkflowService;
};

/** Makes the services. Seeded records start no runs, and no field is indexed after it has values: no queue is needed. */
export function seedServices(database: Database): SeedServices {
  const unused = (): never => {
    throw new Error("The seed asked for the queue");
  };
  const records = createRecordService({
    newId,
    startRuns: unused,
    enqueueBackfill: unused,
    enqueueFieldJob: unused,
    // Fields are made before any record: the reindex below finds nothing to read, and says so.
    enqueueRecordJob: async () => undefined,
  });
  return { database, records, workflows: createWorkflowService({ metadata: records.metadata, newId }) };
}

/** Fills a tenant: custom fields, records of each entity type, published workflows. One transaction: all or nothing. */
export async function seedTenant(services: SeedServices, seeded: SeededTenant, draw: Draw): Promise<void> {
  const { records } = services;
  await withTenant(services.database, seeded.principals.admin, async (tx) => {
    for (const field of DEMO_FIELDS) {
      await records.createField(tx, field);
      await records.runReindexBatch(tx, field.entityType);
    }
  });
  await withTenant(services.database, seeded.principals.admin, async (tx) => {
    const context = { draw, principals: seeded.principals, stageIds: await stageIds(tx), today: new Date() };
    for (const batch of demoRecords(context)) await createAll(tx, records, batch);
    for (const workflow of DEMO_WORKFLOWS) await publish(tx, services.workflows, workflow);
  });
}

async function stageIds(tx: TenantTransaction): Promise<readonly string[]> {
  const result = await tx.query<{ stage_id: string }>(
    null,
    "select stage_id from crm.pipeline_stages where tenant_id = $1 order by position",
    [tx.principal.tenantId],
  );
  return result.rows.map((row) => row.stage_id);
}

async function createAll(
  tx: TenantTransaction,
  records: RecordService,
  batch: ReturnType<typeof demoRecords>[number],
): Promise<void> {
  const outcomes = await records.createMany(tx, { ...batch, startRuns: false }, SEED);
  const refused = outcomes.find((outcome) => !outcome.ok);
  if (refused && !refused.ok)
    throw new Error(`A demo record of ${batch.entityType} was refused: ${JSON.stringify(refused.problems)}`);
}

async function publish(
  tx: TenantTransaction,
  workflows: WorkflowService,
  workflow: (typeof DEMO_WORKFLOWS)[number],
): Promise<void> {
  const created = await workflows.create(tx, workflow);
  await workflows.publish(tx, {
    workflowId: created.workflowId,
    draftVersion: created.draft.version,
    note: "Part of the demo",
  });
}
