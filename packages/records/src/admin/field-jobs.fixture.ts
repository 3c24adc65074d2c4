import { FieldId, type FieldDefinition } from "@catalyst/contracts";
import { openDatabase } from "@catalyst/db";
import { fieldInput, type Fixture } from "../record-service.fixture.ts";
import { runPurge, runTypeChange } from "../type-change/run-field-jobs.ts";
import { runBackfill } from "./run-backfill-job.ts";

/** A field with its id. */
export type MadeField = FieldDefinition & { readonly fieldId: FieldId };

/** Makes a field of companies, or of another entity type. */
export async function addField(
  f: Fixture,
  input: Parameters<typeof fieldInput>[0],
  entityType = "companies",
): Promise<MadeField> {
  const field = await f.as((tx) => f.records.createField(tx, { entityType, field: fieldInput(input) }));
  return { ...field, fieldId: FieldId.parse(field.fieldId) };
}

/** Runs every job that was asked for and is due, as the worker's role does it, which may do less than the server's. */
export async function runJobs(f: Fixture, signal = new AbortController().signal): Promise<void> {
  const database = openDatabase({
    url: f.db.urls.worker,
    contextKey: f.db.contextKey,
    poolSize: 2,
    onIdleError: () => undefined,
  });
  const { tenantId, principalId } = f.tenant.principals.admin;
  const run = { tenantId, principalId, signal };
  const parts = { database, fields: f.fields };
  while (f.backfills.length > 0 || f.fieldJobs.length > 0) {
    for (const target of f.backfills.splice(0)) await runBackfill(database, { ...run, ...target });
    for (const job of f.fieldJobs.splice(0)) {
      if (job.kind === "typeChange") await runTypeChange(parts, { ...run, conversionId: job.conversionId });
      if (job.kind === "purge") await runPurge(parts, { ...run, purgeId: job.purgeId });
    }
  }
  await database.pool.end();
}

/** Rows of one statement of a seed: a busy machine must not run into the statement's timeout. */
const SEED_ROWS = 1_000;

/** Inserts records of companies straight into the table, without their native part; `values` is SQL over the number n. */
export async function seedCompanies(f: Fixture, count: number, values: string): Promise<void> {
  const text = `
    insert into crm.records (tenant_id, entity_type, id, display_name, values)
    select $1, 'companies', gen_random_uuid(), 'C' || n, ${values} from generate_series($2::int, $3::int) n`;
  for (let from = 0; from < count; from += SEED_ROWS) {
    const to = Math.min(count, from + SEED_ROWS) - 1;
    await f.as((tx) => tx.query(null, text, [f.tenant.tenantId, from, to]));
  }
}
