import type { FieldDefinition, FieldRecompute } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** A recomputation as metadata load it. */
export type RecomputationRow = {
  readonly entity_type: string;
  readonly state: "running" | "done" | "cancelled";
  readonly field_keys: readonly string[];
  readonly done_rows: number;
  readonly total_rows: number;
};

const LOAD = `
  select entity_type, state, field_keys, done_rows, total_rows from crm.recomputations where tenant_id = $1 and state <> 'done'`;

/** Where the recomputation of a field's values stands; nothing for fields whose values are what they should be. */
export function recomputeOf(
  field: { readonly entity_type: string; readonly key: string },
  rows: readonly RecomputationRow[],
): { readonly recompute?: FieldRecompute } {
  const row = rows.find((candidate) => candidate.entity_type === field.entity_type && candidate.state !== "done");
  if (row === undefined || row.state === "done" || !row.field_keys.includes(field.key)) return {};
  const progress = Math.min(99, Math.floor((100 * row.done_rows) / Math.max(1, row.total_rows)));
  return { recompute: { state: row.state, progress } };
}

/** Fields with the progress of now: it raises no version of metadata, so cached ones don't have it. */
export async function withRecomputeProgress(
  tx: TenantTransaction,
  fields: readonly FieldDefinition[],
): Promise<readonly FieldDefinition[]> {
  if (!fields.some((field) => field.recompute?.state === "running")) return fields;
  const { rows } = await tx.query<RecomputationRow>("recompute-progress", LOAD, [tx.principal.tenantId]);
  return fields.map((field) =>
    field.recompute?.state === "running"
      ? { ...field, ...recomputeOf({ entity_type: field.entityType, key: field.key }, rows) }
      : field,
  );
}
