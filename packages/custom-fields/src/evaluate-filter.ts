import type { Condition, EntityType, FieldDefinition, FieldValue, FieldValues, Filter } from "@catalyst/contracts";
import { instantSortKey } from "./field-type/date/calendar.ts";
import { assertFilterLimits, checkCondition, type CheckedCondition } from "./filter-condition.ts";
import { fieldTypeOf } from "./registry.ts";

/** Whether a record's values meet a filter: the same meaning as `compileFilter`, in memory. */
export function evaluateFilter(entityType: EntityType, filter: Filter, values: FieldValues): boolean {
  assertFilterLimits(filter);
  return evaluatePart(entityType, filter, values);
}

function evaluatePart(entityType: EntityType, filter: Filter, values: FieldValues): boolean {
  if (filter.kind === "condition") return evaluateCondition(entityType, filter, values);
  // Every part is checked, so that a bad condition is refused wherever it stands, as in SQL.
  const results = filter.filters.map((part) => evaluatePart(entityType, part, values));
  if (results.length === 0) return true;
  return filter.kind === "and" ? results.every(Boolean) : results.some(Boolean);
}

function evaluateCondition(entityType: EntityType, filter: Condition, values: FieldValues): boolean {
  const condition = checkCondition(entityType, filter);
  const value = values[condition.field.key] ?? null;
  const present = value !== null && !(Array.isArray(value) && value.length === 0);
  switch (condition.operator) {
    case "isEmpty":
      return !present;
    case "isNotEmpty":
      return present;
    case "equals":
    case "in":
      return present && isOneOf(condition, value);
    case "notEquals":
    case "notIn":
      return !present || !isOneOf(condition, value);
    case "contains":
      return typeof value === "string" && value.toLowerCase().includes(sought(condition));
    case "startsWith":
      return typeof value === "string" && value.toLowerCase().startsWith(sought(condition));
    case "lessThan":
      return present && compare(condition, value) < 0;
    case "atMost":
      return present && compare(condition, value) <= 0;
    case "greaterThan":
      return present && compare(condition, value) > 0;
    case "atLeast":
      return present && compare(condition, value) >= 0;
  }
}

function isOneOf(condition: CheckedCondition, value: FieldValue): boolean {
  const held: readonly FieldValue[] = Array.isArray(value) ? value : [value];
  const wanted = condition.values.map((candidate) => sortKey(condition.field, candidate));
  return held.some((item) => wanted.includes(sortKey(condition.field, item)));
}

function sought(condition: CheckedCondition): string {
  return String(condition.values[0] ?? "").toLowerCase();
}

function compare(condition: CheckedCondition, value: FieldValue): number {
  const left = sortKey(condition.field, value);
  const right = sortKey(condition.field, condition.values[0] ?? null);
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Numbers compare as numbers, instants as padded texts, days and the rest as they are. */
function sortKey(field: FieldDefinition, value: FieldValue): string | number | boolean {
  if (typeof value === "number" || typeof value === "boolean") return value;
  const text = String(value ?? "");
  return fieldTypeOf(field).comparison === "dateTime" ? instantSortKey(text) : text;
}
