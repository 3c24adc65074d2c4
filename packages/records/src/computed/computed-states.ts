import type { ComputedState, EntityType, FieldDefinition } from "@catalyst/contracts";
import { errorKey } from "@catalyst/custom-fields";
import type { RecordRow } from "../read/record-row.ts";

type States = Readonly<Record<string, ComputedState>>;

/**
 * What to select beside a record for the freshness of its roll-ups, read by the same snapshot as the values: nothing for
 * entity types that have none.
 */
export function freshnessColumns(entityType: EntityType): readonly string[] {
  if (!entityType.fields.some(isRollup)) return [];
  return [
    `(select jsonb_object_agg(m.field_id, m.since) from (
      select k.field_id, to_char(min(k.marked_at), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since from crm.rollup_marks k
      where k.tenant_id = r.tenant_id and k.record_id = r.id group by k.field_id) m) as rollup_marks`,
    "statement_timestamp() as read_at",
  ];
}

/** Errors of formulas and freshness of roll-ups as the row holds them; nothing where all is well and there are no roll-ups. */
export function computedStates(entityType: EntityType, row: RecordRow): { readonly computed?: States } {
  const states = entityType.fields.flatMap((field): [string, ComputedState][] => {
    const state = stateOf(field, row);
    return state === null ? [] : [[field.key, state]];
  });
  return states.length === 0 ? {} : { computed: Object.fromEntries(states) };
}

/** Errors of formulas of a record that was just written. */
export function writtenStates(errors: Readonly<Record<string, string>>, asOf: string): { readonly computed?: States } {
  const failed = Object.entries(errors);
  if (failed.length === 0) return {};
  return { computed: Object.fromEntries(failed.map(([key, error]) => [key, { error, asOf, updating: false }])) };
}

function stateOf(field: FieldDefinition, row: RecordRow): ComputedState | null {
  if (field.type === "formula") {
    const error = row.values[errorKey(field)];
    return typeof error === "string" ? { error, asOf: row.updated_at, updating: false } : null;
  }
  if (!isRollup(field)) return null;
  const pending = row.rollup_marks?.[field.fieldId ?? ""];
  return { error: null, asOf: pending ?? row.read_at ?? row.updated_at, updating: pending !== undefined };
}

function isRollup(field: FieldDefinition): boolean {
  return field.type === "rollup";
}
