import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { conversionOf } from "./conversion-of.ts";
import { convertRows, readRows, revertRows, type ValueRow } from "./convert-rows.ts";
import type { ConversionRow } from "./conversion-row.ts";

const WRITE_VALUES = `
  update crm.records r set values = r.values || jsonb_build_object($4::text, i.value)
  from jsonb_to_recordset($3::jsonb) as i(id uuid, value jsonb)
  where r.tenant_id = $1 and r.entity_type = $2 and r.id = i.id`;
const FORGET_NOTES = `
  delete from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3 and record_id = any($4::uuid[])`;
const NOTED = `
  select record_id as id from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3
  order by record_id limit $4`;
const SAVE_PROGRESS = `
  update crm.field_conversions set backfill_after = coalesce($3, backfill_after), done_rows = least(total_rows, done_rows + $4),
    clean_rows = clean_rows + $5, lossy_rows = lossy_rows + $6, failed_rows = failed_rows + $7, undo_lost_rows = undo_lost_rows + $8,
    samples = $9::jsonb, updated_at = now()
  where tenant_id = $1 and conversion_id = $2`;
const SAVE_TO_CONFIG =
  "update crm.field_conversions set to_config = $3::jsonb where tenant_id = $1 and conversion_id = $2";
const SAVE_FROM_CONFIG =
  "update crm.field_conversions set from_config = $3::jsonb where tenant_id = $1 and conversion_id = $2";
const READ_CONFIG = "select config from crm.custom_field_definitions where tenant_id = $1 and field_id = $2";
const SAVE_DEFINITION = `
  update crm.custom_field_definitions set config = $3::jsonb, version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2`;

type Written = {
  readonly writes: readonly { readonly id: string; readonly value: FieldValue }[];
  readonly progress: readonly [clean: number, lossy: number, failed: number, lost: number];
  readonly samples: ConversionRow["samples"];
};

/** Converts the next records by id, in the direction that the state says. Rows stay locked until the commit. */
export async function convertRecords(
  tx: TenantTransaction,
  row: ConversionRow,
  limit: number,
): Promise<"more" | "end"> {
  const rows = await readRows(tx, row, { kind: "after", id: row.backfill_after, limit, lock: true });
  const last = rows.at(-1)?.id;
  if (last === undefined) return "end";
  const { progress, samples } = await writeRows(tx, row, rows);
  await tx.query("save-conversion", SAVE_PROGRESS, [
    tx.principal.tenantId,
    row.conversion_id,
    last,
    rows.length,
    ...progress,
    JSON.stringify(samples),
  ]);
  return "more";
}

/** Converts records that writers have changed since; gives how many there were. */
export async function settleRecords(tx: TenantTransaction, row: ConversionRow, limit: number): Promise<number> {
  const { tenantId } = tx.principal;
  const noted = await tx.query<{ id: string }>("noted", NOTED, [tenantId, row.entity_type, row.conversion_id, limit]);
  if (noted.rows.length === 0) return 0;
  const ids = noted.rows.map(({ id }) => id);
  await writeRows(tx, row, await readRows(tx, row, { kind: "ids", ids, lock: true }));
  // Also of records that are gone.
  await forgetNotes(tx, row, ids);
  return ids.length;
}

async function writeRows(tx: TenantTransaction, row: ConversionRow, rows: readonly ValueRow[]): Promise<Written> {
  const back = row.state === "undoing" || row.state === "undone";
  const written = back ? await revert(tx, row, rows) : await convert(tx, row, rows);
  const { tenantId } = tx.principal;
  if (written.writes.length > 0)
    await tx.query("write-converted", WRITE_VALUES, [
      tenantId,
      row.entity_type,
      JSON.stringify(written.writes),
      back ? row.from_key : row.to_key,
    ]);
  await forgetNotes(
    tx,
    row,
    rows.map(({ id }) => id),
  );
  return written;
}

/** The locks on the rows make this safe: a writer who comes after them notes its record anew. */
async function forgetNotes(tx: TenantTransaction, row: ConversionRow, ids: readonly string[]): Promise<void> {
  await tx.query("forget-noted", FORGET_NOTES, [tx.principal.tenantId, row.entity_type, row.conversion_id, ids]);
}

async function convert(tx: TenantTransaction, row: ConversionRow, rows: readonly ValueRow[]): Promise<Written> {
  const live = row.state === "changed";
  const conversion = await conversionOf(tx, row);
  const config = live ? await currentConfig(tx, row) : row.to_config;
  const tally = convertRows({ ...conversion, to: { ...conversion.to, config } }, rows, row.samples);
  if (tally.config !== config) await saveGrown(tx, row, { config: tally.config, live });
  const { clean, lossy, failed } = tally.counts;
  return { writes: tally.writes, progress: [clean, lossy, failed, 0], samples: tally.samples };
}

async function revert(tx: TenantTransaction, row: ConversionRow, rows: readonly ValueRow[]): Promise<Written> {
  const live = row.state === "undone";
  const [now, was] = live
    ? [row.to_config, await currentConfig(tx, row)]
    : [await currentConfig(tx, row), row.from_config];
  const conversion = await conversionOf(tx, row);
  const tally = revertRows({ ...conversion, from: { ...conversion.from, config: was } }, now, rows);
  if (tally.config !== was) {
    if (live) await saveDefinition(tx, row, tally.config);
    else await tx.query("save-from-config", SAVE_FROM_CONFIG, keyed(tx, row, tally.config));
  }
  return { writes: tally.writes, progress: [0, 0, 0, tally.lost], samples: row.samples };
}

async function saveGrown(
  tx: TenantTransaction,
  row: ConversionRow,
  grown: { config: FieldConfig; live: boolean },
): Promise<void> {
  await tx.query("save-to-config", SAVE_TO_CONFIG, keyed(tx, row, grown.config));
  if (grown.live) await saveDefinition(tx, row, grown.config);
}

async function saveDefinition(tx: TenantTransaction, row: ConversionRow, config: FieldConfig): Promise<void> {
  await tx.query("save-definition", SAVE_DEFINITION, [tx.principal.tenantId, row.field_id, JSON.stringify(config)]);
}

async function currentConfig(tx: TenantTransaction, row: ConversionRow): Promise<FieldConfig> {
  const result = await tx.query<{ config: FieldConfig }>("read-config", READ_CONFIG, [
    tx.principal.tenantId,
    row.field_id,
  ]);
  return result.rows[0]?.config ?? row.to_config;
}

function keyed(tx: TenantTransaction, row: ConversionRow, config: FieldConfig): readonly string[] {
  return [tx.principal.tenantId, row.conversion_id, JSON.stringify(config)];
}
