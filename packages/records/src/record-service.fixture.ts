import { randomUUID } from "node:crypto";
import type { FieldInput, Principal, TriggerSnapshot } from "@catalyst/contracts";
import { FieldInput as FieldInputSchema, ListRecordsInput, RecordId } from "@catalyst/contracts";
import { openDatabase, withTenant, type Database, type TenantTransaction } from "@catalyst/db";
import { testDatabase, testTenant, type TestDatabase, type TestTenant } from "@catalyst/testkit";
import { createFieldService, type FieldService } from "./admin/field-service.ts";
import type { BackfillTarget, FieldJob, RecordJob, RecordPorts } from "./ports.ts";
import { createRecordService, type RecordService } from "./record-service.ts";

/** A tenant with the record service, whose ports write down what they are asked. */
export type Fixture = AsyncDisposable & {
  readonly db: TestDatabase;
  readonly database: Database;
  readonly tenant: TestTenant;
  readonly records: RecordService;
  readonly fields: FieldService;
  readonly changes: TriggerSnapshot[];
  readonly backfills: BackfillTarget[];
  readonly fieldJobs: FieldJob[];
  readonly recordJobs: RecordJob[];
  /** Runs work as the admin, or as somebody else. */
  readonly as: <T>(work: (tx: TenantTransaction) => Promise<T>, principal?: Principal) => Promise<T>;
};

/** A database of its own, a tenant, and the service under test. */
export async function fixture(): Promise<Fixture> {
  const db = await testDatabase();
  const database = openDatabase({
    url: db.urls.app,
    contextKey: db.contextKey,
    poolSize: 6,
    onIdleError: () => undefined,
  });
  const tenant = await testTenant(db);
  const changes: TriggerSnapshot[] = [];
  const backfills: BackfillTarget[] = [];
  const fieldJobs: FieldJob[] = [];
  const recordJobs: RecordJob[] = [];
  const ports: RecordPorts = {
    startRuns: async (_tx, started) => void changes.push(...started.changes),
    enqueueBackfill: async (_tx, target) => void backfills.push(target),
    enqueueRecordJob: async (_tx, job) => void recordJobs.push(job),
    enqueueFieldJob: async (_tx, job) => void fieldJobs.push(job),
    newId: randomUUID,
  };
  const records = createRecordService(ports);
  return {
    db,
    database,
    tenant,
    records,
    fields: createFieldService(ports),
    changes,
    backfills,
    fieldJobs,
    recordJobs,
    as: (work, principal = tenant.principals.admin) => withTenant(database, principal, work),
    [Symbol.asyncDispose]: async () => {
      await database.pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** A field's input with the defaults of the contract. */
export function fieldInput(input: Partial<FieldInput> & Pick<FieldInput, "label" | "type">): FieldInput {
  return FieldInputSchema.parse(input);
}

/** A list request with the defaults of the contract. */
export function listInput(input: Partial<ListRecordsInput> & Pick<ListRecordsInput, "entityType">): ListRecordsInput {
  return ListRecordsInput.parse(input);
}

/** A company's fields in the form that `create` takes. */
export function company(
  name: string,
  fields: Readonly<Record<string, string | number | boolean | null>> = {},
): { entityType: string; fields: Record<string, string | number | boolean | null> } {
  return { entityType: "companies", fields: { name, ...fields } };
}

/** A fresh record id. */
export function newRecordId(): RecordId {
  return RecordId.parse(randomUUID());
}
