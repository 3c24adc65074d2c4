import { DomainError, type FieldDefinition, type FieldValues, type Filter } from "@catalyst/contracts";
import { evaluateFilter } from "./evaluate-filter.ts";
import type { FilterScope } from "./filter-path.ts";

/** What a record's values make of a field: whether a form shows it, and whether it must be filled in. */
export type FieldState = { readonly visible: boolean; readonly required: boolean };

/** Evaluates a field's conditions on a record's values. A hidden field is never required. */
export function fieldState(scope: FilterScope, field: FieldDefinition, values: FieldValues): FieldState {
  const visible = field.visibleWhen === null || holds(scope, field.visibleWhen, { values, otherwise: true });
  const required =
    field.required || (field.requiredWhen !== null && holds(scope, field.requiredWhen, { values, otherwise: false }));
  return { visible, required: visible && required };
}

/** A condition whose field is gone, or has another type by now, must not stand in the way of saving. */
function holds(scope: FilterScope, filter: Filter, on: { values: FieldValues; otherwise: boolean }): boolean {
  try {
    return evaluateFilter(scope, filter, on.values);
  } catch (error) {
    if (error instanceof DomainError) return on.otherwise;
    throw error;
  }
}
