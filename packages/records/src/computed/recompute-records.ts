import type { CrmRecord, EntityType, FieldDefinition, FieldValue, FieldValues } from "@catalyst/contracts";
import { compileRollup, errorKey, rollupValue, sameValue, sourceOf, valuesKey } from "@catalyst/custom-fields";
import { formulaFields } from "@catalyst/custom-fields/formula";
import type { TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";
import { findRecords } from "../read/get-record.ts";
import { withFormulas } from "./with-formulas.ts";

/** Records whose computed fields are to be brought up to date: these roll-ups and all formulas. */
export type Recomputation = {
  readonly entityType: EntityType;
  readonly ids: readonly string[];
  readonly rollups: readonly FieldDefinition[];
};

/** A record before and after, where something changed. */
export type RecomputedRecord = {
  readonly before: CrmRecord;
  readonly after: CrmRecord;
  readonly changedKeys: readonly string[];
};

// No new version and no history: nobody did this, and a form that is open must not meet a conflict over it.
const WRITE = `
  update crm.records r set values = r.values || i.custom
  from jsonb_to_recordset($3::jsonb) as i(id uuid, custom jsonb)
  where r.tenant_id = $1 and r.entity_type = $2 and r.id = any($4::uuid[]) and r.id = i.id`;

/**
 * Computes and writes what differs. The records are locked first and summed up by a later statement, which then sees
 * every change that is committed: two jobs on the same record can't leave the older result. Needs a principal who sees all.
 */
export async function recomputeRecords(
  tx: TenantTransaction,
  metadata: Metadata,
  work: Recomputation,
): Promise<readonly RecomputedRecord[]> {
  const { entityType, ids } = work;
  const { records } = await findRecords(tx, entityType, { ids, bin: "include", lock: "update" });
  const summedUp = await sumUp(tx, metadata, work);
  const rows = records.map((record) => compute(work, record, summedUp.get(record.id) ?? {}));
  const different = rows.filter((row) => Object.keys(row.custom).length > 0);
  if (different.length > 0)
    await tx.query("write-computed", WRITE, [
      tx.principal.tenantId,
      entityType.key,
      JSON.stringify(different.map(({ before, custom }) => ({ id: before.id, custom }))),
      different.map(({ before }) => before.id),
    ]);
  return different.filter((row) => row.changedKeys.length > 0);
}

type Computed = RecomputedRecord & { readonly custom: FieldValues };

function compute({ entityType, rollups }: Recomputation, before: CrmRecord, summedUp: FieldValues): Computed {
  const { fields, formulaErrors } = withFormulas(entityType, { ...before.fields, ...summedUp });
  const computed = [...rollups, ...formulaFields(entityType)];
  const changed = computed.filter((field) => !sameValue(fields[field.key], before.fields[field.key]));
  const custom: Record<string, FieldValue> = {};
  for (const field of changed) custom[valuesKey(field)] = fields[field.key] ?? null;
  for (const field of formulaFields(entityType)) {
    const error = formulaErrors[field.key] ?? null;
    if (error !== (before.computed?.[field.key]?.error ?? null)) custom[errorKey(field)] = error;
  }
  return { before, after: { ...before, fields }, changedKeys: changed.map((field) => field.key), custom };
}

/** Values of roll-ups by record. */
async function sumUp(
  tx: TenantTransaction,
  metadata: Metadata,
  { ids, rollups }: Recomputation,
): Promise<ReadonlyMap<string, FieldValues>> {
  const values = new Map<string, Record<string, FieldValue>>(ids.map((id) => [id, {}]));
  for (const rollup of rollups) {
    const source = sourceOf(rollup, metadata.entityTypes);
    const entityType = metadata.entityTypes.get(source?.config.entityType ?? "");
    if (source === null || entityType === undefined) continue;
    const statement = compileRollup({ source, entityType, principal: tx.principal, ids });
    const { rows } = await tx.query<SummedUp>(null, statement.text, statement.values);
    const found = new Map(rows.map((row) => [row.id, row.value]));
    for (const [id, own] of values) own[rollup.key] = rollupValue(rollup, found.get(id));
  }
  return values;
}

type SummedUp = { readonly id: string; readonly value: string | number | null };
