import type { Principal } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import type { RecordService } from "@catalyst/records";
import type pg from "pg";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { type Figure, say } from "../figure.ts";
import { type BenchField, fieldsOf } from "./fields.ts";
import { ENTITY_TYPE, scaled, TENANTS, BULK_TENANT } from "./plan.ts";
import { sampleValues } from "./sample-values.ts";

const RECORDS = scaled(40_000);
/** Records of one transaction. */
const TRANSACTION_RECORDS = 500;
/** Values of each record: indexed and plain fields of every type. */
const FIELDS = 20;
/** Writers beside each other: as many as the smallest machine has cores. */
const WRITERS = 2;

/** Where to write, as the application's role; the pool has a connection for each writer. */
export type BulkTarget = { readonly database: Database; readonly principal: Principal; readonly admin: pg.ClientBase };

/** Records a second through the record service: validated, with audit, slots and search words, each transaction durable. */
export async function measureBulkInsert({ database, principal, admin }: BulkTarget): Promise<readonly Figure[]> {
  await clear(admin, principal);
  const records = benchRecordService();
  const fields = chosenFields();
  const write = (from: number, count: number): Promise<void> =>
    insert({ database, principal, records, fields }, from, count);
  await write(10 * RECORDS, TRANSACTION_RECORDS);
  const startedAt = performance.now();
  const share = Math.ceil(RECORDS / WRITERS);
  await Promise.all(Array.from({ length: WRITERS }, (_unused, writer) => write(writer * share, share)));
  const seconds = (performance.now() - startedAt) / 1000;
  say(`${share * WRITERS} records of ${fields.length} fields in ${seconds.toFixed(1)} s`);
  return [{ metric: "bulk_insert_records_per_s", value: (share * WRITERS) / seconds, unit: "1/s" }];
}

function chosenFields(): readonly BenchField[] {
  const size = TENANTS.find((tenant) => tenant.slug === BULK_TENANT);
  if (size === undefined) throw new Error("Assertion failed: the plan has this tenant");
  const all = fieldsOf(size);
  // The last ones are not indexed, as most fields are.
  return [...all.slice(0, FIELDS / 2), ...all.slice(-FIELDS / 2)];
}

type Writing = {
  readonly database: Database;
  readonly principal: Principal;
  readonly records: RecordService;
  readonly fields: readonly BenchField[];
};

async function insert({ database, principal, records, fields }: Writing, from: number, count: number): Promise<void> {
  for (let start = from; start < from + count; start += TRANSACTION_RECORDS) {
    const length = Math.min(TRANSACTION_RECORDS, from + count - start);
    const drafts = Array.from({ length }, (_unused, index) => ({
      fields: sampleValues(fields, start + index, principal),
    }));
    const outcomes = await withTenant(database, principal, (tx) =>
      records.createMany(tx, { entityType: ENTITY_TYPE, records: drafts, startRuns: true }, { kind: "api" }),
    );
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused !== undefined) throw new Error(`A record of the bulk insert was refused: ${JSON.stringify(refused)}`);
  }
}

/** What the last bench wrote. */
async function clear(admin: pg.ClientBase, { tenantId }: Principal): Promise<void> {
  await admin.query("set session_replication_role = replica");
  const tables = ["record_tokens", "record_search", "audit_log", "records"];
  for (const table of tables) await admin.query(`delete from crm.${table} where tenant_id = $1`, [tenantId]);
  await admin.query("set session_replication_role = origin");
  await admin.query("vacuum (analyze) crm.records_custom");
}
