import type { FieldDefinition, FieldValue, FieldValues, Filter } from "@catalyst/contracts";
import { instantSortKey } from "./field-type/date/calendar.ts";
import {
  assertFilterLimits,
  checkCondition,
  conditionsOf,
  type CheckedCondition,
  type ConditionTest,
} from "./filter-condition.ts";
import type { FilterScope } from "./filter-path.ts";
import { fieldTypeOf } from "./registry.ts";

/**
 * Whether a record's values meet a filter: the same meaning as `compileFilter`, in memory. Under a relation path stands
 * a list with the value of each linked record that is live and may be seen: `{ "company.city": ["Bern"] }`.
 */
export function evaluateFilter(scope: FilterScope, filter: Filter, values: FieldValues): boolean {
  assertFilterLimits(filter);
  return evaluatePart(scope, filter, values);
}

/** The relation paths of a filter, each once: what must be loaded before it can be evaluated. */
export function pathsOf(filter: Filter): readonly string[] {
  const fields = conditionsOf(filter).map((condition) => condition.field);
  return [...new Set(fields.filter((field) => field.includes(".")))];
}

function evaluatePart(scope: FilterScope, filter: Filter, values: FieldValues): boolean {
  if (filter.kind === "condition") return evaluateCondition(checkCondition(scope, filter), values);
  // Every part is checked, so that a bad condition is refused wherever it stands, as in SQL.
  const results = filter.filters.map((part) => evaluatePart(scope, part, values));
  if (results.length === 0) return true;
  return filter.kind === "and" ? results.every(Boolean) : results.some(Boolean);
}

function evaluateCondition(condition: CheckedCondition, values: FieldValues): boolean {
  const { path, negated } = condition;
  const held = values[path.text] ?? null;
  const candidates = path.hops.length === 0 ? [held] : listOf(held);
  return candidates.some((value) => meets(condition, value)) !== negated;
}

function meets({ path: { field }, test, currency }: CheckedCondition, value: FieldValue): boolean {
  if (isEmpty(value)) return false;
  if (currency !== null && partOf(value, "currency") !== currency) return false;
  const held = listOf(value).map((item) => sortKey(field, item));
  switch (test.kind) {
    case "present":
      return true;
    case "oneOf":
      return test.values.some((wanted) => held.includes(sortKey(field, wanted)));
    case "allOf":
      return test.values.every((wanted) => held.includes(sortKey(field, wanted)));
    case "order":
      return held.some((key) => inOrder(key, test.sign, sortKey(field, test.value)));
    case "range":
      return held.some((key) => inRange(key, test, field));
    case "contains":
      return textsOf(value).some((text) => text.toLowerCase().includes(test.text.toLowerCase()));
    case "startsWith":
      return typeof value === "string" && value.toLowerCase().startsWith(test.text.toLowerCase());
  }
}

type SortKey = string | number | boolean | null;

function inOrder(key: SortKey, sign: "<" | "<=" | ">" | ">=", bound: SortKey): boolean {
  if (key === null || bound === null || typeof key !== typeof bound) return false;
  switch (sign) {
    case "<":
      return key < bound;
    case "<=":
      return key <= bound;
    case ">":
      return key > bound;
    case ">=":
      return key >= bound;
  }
}

function inRange(
  key: SortKey,
  { from, to }: Extract<ConditionTest, { kind: "range" }>,
  field: FieldDefinition,
): boolean {
  return (
    (from === null || inOrder(key, ">=", sortKey(field, from))) &&
    (to === null || inOrder(key, "<", sortKey(field, to)))
  );
}

/** Numbers compare as numbers, amounts too, instants as padded texts, days and the rest as they are. */
function sortKey(field: FieldDefinition, value: FieldValue): SortKey {
  const { comparison } = fieldTypeOf(field);
  const plain = comparison === "number" && typeof value === "object" ? partOf(value, "amount") : value;
  if (typeof plain === "object") return null;
  return comparison === "dateTime" && typeof plain === "string" ? instantSortKey(plain) : plain;
}

function partOf(value: FieldValue, key: "amount" | "currency"): FieldValue {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.entries(value).find(([name]) => name === key)?.[1] ?? null;
}

function isEmpty(value: FieldValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function listOf(value: FieldValue): readonly FieldValue[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Every text inside a value, however deep; keys are none. */
function textsOf(value: FieldValue): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
