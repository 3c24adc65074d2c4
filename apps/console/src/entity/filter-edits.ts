import type { Condition, FieldDefinition, FieldValue, Filter, Operator } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

/** What the filter bar edits: conditions joined by one word. Deeper filters come from addresses and stay as they are. */
export type FlatFilter = { readonly join: "and" | "or"; readonly conditions: readonly Condition[] };

/** Operators that need no value. */
export const VALUELESS: ReadonlySet<Operator> = new Set(["isEmpty", "isNotEmpty"]);

/** The filter as the bar shows it, or null when it is deeper than the bar can show. Pure. */
export function toFlat(filter: Filter | undefined): FlatFilter | null {
  if (!filter) return { join: "and", conditions: [] };
  if (filter.kind === "condition") return { join: "and", conditions: [filter] };
  const conditions = filter.filters.flatMap((entry) => (entry.kind === "condition" ? [entry] : []));
  return conditions.length === filter.filters.length ? { join: filter.kind, conditions } : null;
}

/** The filter of a bar; undefined when there is nothing to filter. Pure. */
export function fromFlat(flat: FlatFilter): Filter | undefined {
  if (flat.conditions.length === 0) return undefined;
  return { kind: flat.join, filters: flat.conditions };
}

/** A condition to begin with: the field's first operator and no value. */
export function newCondition(field: FieldDefinition): Condition {
  return { kind: "condition", field: field.key, operator: fieldTypeOf(field).operators[0] ?? "equals", value: null };
}

/** Whether a condition says something: one without its value would match nothing. */
export function isComplete(condition: Condition): boolean {
  return VALUELESS.has(condition.operator) || !isEmptyValue(condition.value);
}

function isEmptyValue(value: FieldValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
