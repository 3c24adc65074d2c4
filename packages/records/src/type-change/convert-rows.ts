import {
  RecordId,
  SAMPLE_LIMIT,
  type ConversionOutcome,
  type ConversionSample,
  type FieldConfig,
  type FieldValue,
} from "@catalyst/contracts";
import { convertValues, sameValue, type Conversion } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { reversed } from "./conversion-of.ts";
import type { ConversionRow } from "./conversion-row.ts";

/** A record as a conversion sees it: its value under the old key and under the new one. */
export type ValueRow = {
  readonly id: string;
  readonly display_name: string;
  readonly old_value: FieldValue;
  readonly new_value: FieldValue;
};

/** Which records: the next ones by id, or some by id. `lock` keeps writers off them until the commit. */
export type RowSelection =
  | { readonly kind: "after"; readonly id: string | null; readonly limit: number; readonly lock: boolean }
  | { readonly kind: "ids"; readonly ids: readonly string[]; readonly lock: boolean };

/** What a batch came to, and what is to be written. */
export type ConversionTally = {
  readonly seen: number;
  readonly counts: Readonly<Record<ConversionOutcome, number>>;
  readonly samples: readonly ConversionSample[];
  readonly config: FieldConfig;
  readonly writes: readonly { readonly id: string; readonly value: FieldValue }[];
};

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const SELECT = `select r.id, r.display_name, r.values -> $4 as old_value, r.values -> $5 as new_value from crm.records r
  where r.tenant_id = $1 and r.entity_type = $2`;

/** Reads records with both values, in the order of their ids. */
export async function readRows(
  tx: TenantTransaction,
  row: ConversionRow,
  selection: RowSelection,
): Promise<readonly ValueRow[]> {
  const lock = selection.lock ? " for no key update" : "";
  const keys = [row.from_key, row.to_key];
  const { tenantId } = tx.principal;
  if (selection.kind === "ids") {
    const text = `${SELECT} and r.id = any($3::uuid[]) order by r.id${lock}`;
    return (await tx.query<ValueRow>(null, text, [tenantId, row.entity_type, selection.ids, ...keys])).rows;
  }
  const text = `${SELECT} and r.id > $3 order by r.id limit ${selection.limit}${lock}`;
  return (await tx.query<ValueRow>(null, text, [tenantId, row.entity_type, selection.id ?? FIRST_ID, ...keys])).rows;
}

/** Converts what records hold under the old key; what the new key holds already is not written again. Pure. */
export function convertRows(
  conversion: Conversion,
  rows: readonly ValueRow[],
  known: readonly ConversionSample[],
): ConversionTally {
  const { converted, config } = convertValues(
    conversion,
    rows.map((row) => row.old_value ?? null),
  );
  const counts = { clean: 0, lossy: 0, failed: 0 };
  const samples = [...known];
  const writes: { id: string; value: FieldValue }[] = [];
  for (const [index, row] of rows.entries()) {
    const one = converted[index];
    if (one === undefined) continue;
    if (!sameValue(one.value, row.new_value)) writes.push({ id: row.id, value: one.value });
    if ((row.old_value ?? null) === null) continue;
    counts[one.outcome] += 1;
    if (samples.filter((sample) => sample.outcome === one.outcome).length >= SAMPLE_LIMIT) continue;
    samples.push({
      outcome: one.outcome,
      recordId: RecordId.parse(row.id),
      recordName: row.display_name,
      before: row.old_value,
      after: one.value,
      reason: one.reason,
    });
  }
  return { seen: rows.length, counts, samples, config, writes };
}

/** What an undo writes: values given since the change, converted back. `lost`: those that can't be; the old value stays. */
export type UndoTally = {
  readonly seen: number;
  readonly lost: number;
  readonly config: FieldConfig;
  readonly writes: readonly { readonly id: string; readonly value: FieldValue }[];
};

/**
 * Compares what records hold now with what the change made of their old value. What is the same keeps the old value,
 * so that nothing which the change lost stays lost; what differs was written since, and is converted back by the settings
 * that the field has by now (`current`). Pure.
 */
export function revertRows(conversion: Conversion, current: FieldConfig, rows: readonly ValueRow[]): UndoTally {
  const expected = convertValues(
    conversion,
    rows.map((row) => row.old_value ?? null),
  ).converted;
  const written = rows.filter((row, index) => !sameValue(expected[index]?.value, row.new_value));
  const back = convertValues(
    reversed({ ...conversion, to: { ...conversion.to, config: current } }),
    written.map((row) => row.new_value ?? null),
  );
  const writes: { id: string; value: FieldValue }[] = [];
  let lost = 0;
  for (const [index, row] of written.entries()) {
    const one = back.converted[index];
    if (one === undefined) continue;
    if (one.outcome === "failed") lost += 1;
    else if (!sameValue(one.value, row.old_value)) writes.push({ id: row.id, value: one.value });
  }
  return { seen: rows.length, lost, config: back.config, writes };
}
