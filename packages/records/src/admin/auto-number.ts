import { FieldId, type FieldDefinition } from "@catalyst/contracts";
import type { Database, TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { runBatches, type FieldJobRun } from "./run-batches.ts";

/** Records of one batch: its locks, the counter's among them, last some 50 ms. */
const BATCH_ROWS = 500;
/** Longer than any transaction that began before the field was there can run: a second look numbers what it added. */
const SECOND_LOOK_SECONDS = 120;

type Counter = {
  readonly entity_type: string;
  readonly value_key: string;
  readonly next_number: number;
  readonly backfill_number: number;
  readonly backfill_end: number;
  readonly backfill_at: string;
  readonly backfill_after: string;
};
type NumberedRow = { readonly id: string; readonly created_at: string };

const START_COUNTER = `
  insert into crm.auto_numbers (tenant_id, field_id, next_number, backfill_number, backfill_end)
  select $1, $2, $4::bigint + count(*), $4, $4::bigint + count(*)
  from crm.records r where r.tenant_id = $1 and r.entity_type = $3
  on conflict (tenant_id, field_id) do nothing`;

const LOCK_COUNTER = `
  select f.entity_type, coalesce(f.value_key, f.key) as value_key, a.next_number, a.backfill_number, a.backfill_end,
    a.backfill_at::text, a.backfill_after
  from crm.auto_numbers a
  join crm.custom_field_definitions f on f.tenant_id = a.tenant_id and f.field_id = a.field_id
  where a.tenant_id = $1 and a.field_id = $2 and f.archived_at is null for update of a`;

const SAVE_COUNTER = `
  update crm.auto_numbers set next_number = $3, backfill_number = $4, backfill_at = $5::timestamptz, backfill_after = $6
  where tenant_id = $1 and field_id = $2`;

// Rows that somebody is changing are left to a later batch, so that writers and the job never wait for each other.
const PICK_LIVE = `
  select r.id, r.created_at::text from crm.records r
  where r.tenant_id = $1 and r.entity_type = $2 and r.deleted_at is null and not r.values ? $3
    and (r.created_at, r.id) > ($4::timestamptz, $5::uuid)
  order by r.created_at, r.id limit ${BATCH_ROWS} for no key update skip locked`;
const PICK_REST = `
  select r.id, r.created_at::text from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and not r.values ? $3
  order by r.created_at, r.id limit ${BATCH_ROWS} for no key update skip locked`;
const WRITE_NUMBERS = `
  update crm.records r set values = r.values || jsonb_build_object($3::text, i.number)
  from unnest($4::uuid[], $5::bigint[]) as i(id, number)
  where r.tenant_id = $1 and r.entity_type = $2 and r.id = i.id`;
const ANY_LEFT = `
  select exists (select from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and not r.values ? $3) as left`;

/** Makes an auto-number field's counter, with numbers kept free for the records that exist, and has them numbered. */
export async function startNumbering(tx: TenantTransaction, ports: RecordPorts, field: FieldDefinition): Promise<void> {
  const fieldId = FieldId.parse(field.fieldId);
  const startAt = field.config.startAt ?? 1;
  await tx.query("start-auto-number", START_COUNTER, [tx.principal.tenantId, fieldId, field.entityType, startAt]);
  await ports.enqueueFieldJob(tx, { kind: "autoNumber", fieldId }, 0);
  await ports.enqueueFieldJob(tx, { kind: "autoNumber", fieldId }, SECOND_LOOK_SECONDS);
}

/** Numbers a field's records of the time before it, batch by batch; one that was stopped goes on where it was. */
export async function runNumbering(
  database: Database,
  job: FieldJobRun & {
    readonly fieldId: FieldId;
    /** Told in the transaction of the last batch: formulas that read the number follow. */
    readonly onNumbered: (tx: TenantTransaction, fieldId: FieldId) => Promise<void>;
  },
): Promise<"done" | "stopped"> {
  return runBatches(database, job, async (tx) => {
    const batch = await runNumberingBatch(tx, job.fieldId);
    if (batch.done) await job.onNumbered(tx, job.fieldId);
    return batch;
  });
}

/** One batch: the next records without a number, oldest first, then deleted ones and those that were in somebody's hands. */
export async function runNumberingBatch(tx: TenantTransaction, fieldId: FieldId): Promise<{ done: boolean }> {
  const { tenantId } = tx.principal;
  const counter = (await tx.query<Counter>("lock-auto-number", LOCK_COUNTER, [tenantId, fieldId])).rows[0];
  if (counter === undefined) return { done: true };
  const place = [tenantId, counter.entity_type, counter.value_key];
  const live = await tx.query<NumberedRow>("pick-unnumbered", PICK_LIVE, [
    ...place,
    counter.backfill_at,
    counter.backfill_after,
  ]);
  const picked = live.rows.length > 0 ? live.rows : (await tx.query<NumberedRow>("pick-rest", PICK_REST, place)).rows;
  if (picked.length === 0) {
    const { rows } = await tx.query<{ left: boolean }>("any-unnumbered", ANY_LEFT, place);
    return { done: rows[0]?.left !== true };
  }
  const numbers = numbersFor(counter, picked.length);
  await tx.query("write-numbers", WRITE_NUMBERS, [...place, picked.map((row) => row.id), numbers]);
  const last = live.rows.at(-1);
  await tx.query("save-auto-number", SAVE_COUNTER, [
    tenantId,
    fieldId,
    counter.next_number + numbers.filter((number) => number >= counter.next_number).length,
    counter.backfill_number + numbers.filter((number) => number < counter.backfill_end).length,
    last?.created_at ?? counter.backfill_at,
    last?.id ?? counter.backfill_after,
  ]);
  return { done: false };
}

/** From the range that was kept free; when it is used up, as new records get theirs. */
function numbersFor(counter: Counter, count: number): readonly number[] {
  const kept = Math.min(count, counter.backfill_end - counter.backfill_number);
  return Array.from({ length: count }, (_unused, index) =>
    index < kept ? counter.backfill_number + index : counter.next_number + index - kept,
  );
}
