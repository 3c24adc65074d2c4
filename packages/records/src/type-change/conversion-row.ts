import {
  ConversionId,
  DomainError,
  FieldId,
  type ConversionSample,
  type FieldConfig,
  type FieldType,
  type FieldValue,
  type TypeChange,
  type TypeChangeState,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** A row of crm.field_conversions. */
export type ConversionRow = {
  readonly conversion_id: string;
  readonly field_id: string;
  readonly entity_type: string;
  readonly state: TypeChangeState;
  readonly from_type: FieldType;
  readonly to_type: FieldType;
  readonly from_config: FieldConfig;
  readonly to_config: FieldConfig;
  readonly from_default: FieldValue;
  readonly from_key: string;
  readonly to_key: string;
  readonly backfill_after: string | null;
  readonly done_rows: number;
  readonly total_rows: number;
  readonly clean_rows: number;
  readonly lossy_rows: number;
  readonly failed_rows: number;
  readonly undo_lost_rows: number;
  readonly samples: readonly ConversionSample[];
  readonly undo_until: string | null;
  readonly error: string | null;
};

const COLUMNS = `conversion_id, field_id, entity_type, state, from_type, to_type, from_config, to_config, from_default, from_key, to_key,
  backfill_after, done_rows, total_rows, clean_rows, lossy_rows, failed_rows, undo_lost_rows, samples, undo_until, error`;
const READ = `select ${COLUMNS} from crm.field_conversions where tenant_id = $1 and conversion_id = $2`;
const LOCK = `${READ} for update`;
const LATEST = `
  select distinct on (field_id) ${COLUMNS} from crm.field_conversions
  where tenant_id = $1 and entity_type = $2 and state in ('planning', 'planned', 'converting', 'changed', 'undoing', 'failed')
  order by field_id, created_at desc, conversion_id desc`;

/** A change of type, or `not_found`. */
export async function readConversion(tx: TenantTransaction, conversionId: ConversionId): Promise<ConversionRow> {
  return found((await tx.query<ConversionRow>("read-conversion", READ, [tx.principal.tenantId, conversionId])).rows[0]);
}

/** Locks a change of type against whoever else would move it on. */
export async function lockConversion(tx: TenantTransaction, conversionId: ConversionId): Promise<ConversionRow> {
  return found((await tx.query<ConversionRow>("lock-conversion", LOCK, [tx.principal.tenantId, conversionId])).rows[0]);
}

/** The newest change of each field of an entity type that is not over. */
export async function openConversions(
  tx: TenantTransaction,
  entityType: string,
): Promise<ReadonlyMap<string, ConversionRow>> {
  const result = await tx.query<ConversionRow>("open-conversions", LATEST, [tx.principal.tenantId, entityType]);
  return new Map(result.rows.map((row) => [row.field_id, row]));
}

/** What a change of type means beside the values; nothing is asked of one that is under way. */
export type ChangeEffects = Pick<TypeChange, "blockers" | "losesIndex">;
export const NO_EFFECTS: ChangeEffects = { blockers: [], losesIndex: false };

/** A change of type as callers see it. */
export function toTypeChange(row: ConversionRow, effects: ChangeEffects): TypeChange {
  return {
    conversionId: ConversionId.parse(row.conversion_id),
    fieldId: FieldId.parse(row.field_id),
    entityType: row.entity_type,
    state: row.state,
    fromType: row.from_type,
    toType: row.to_type,
    toConfig: row.to_config,
    doneRecords: row.done_rows,
    totalRecords: row.total_rows,
    counts: { clean: row.clean_rows, lossy: row.lossy_rows, failed: row.failed_rows },
    samples: row.samples,
    ...effects,
    undoLost: row.undo_lost_rows,
    undoUntil: row.undo_until,
    error: row.error,
  };
}

function found(row: ConversionRow | undefined): ConversionRow {
  if (row === undefined) throw new DomainError("not_found", "There is no such change of a field's type.");
  return row;
}
