import type { FieldValue, Filter } from "@catalyst/contracts";
import type { ExpressionScope } from "../expression/compile-expression.ts";
import { resolveValue } from "../expression/resolve-value.ts";

/** Texts of a filter that have slots. */
export function filterTexts(filter: Filter): readonly string[] {
  if (filter.kind !== "condition") return filter.filters.flatMap(filterTexts);
  return [filter.value].flat().filter((value): value is string => typeof value === "string" && value.includes("{{"));
}

/** The filter with its slots filled; a text that is one slot and nothing else keeps the value's type. */
export function resolveFilter(filter: Filter, scope: ExpressionScope): Filter {
  if (filter.kind !== "condition")
    return { kind: filter.kind, filters: filter.filters.map((part) => resolveFilter(part, scope)) };
  const { value } = filter;
  return { ...filter, value: Array.isArray(value) ? value.map((item) => filled(item, scope)) : filled(value, scope) };
}

function filled(value: FieldValue, scope: ExpressionScope): FieldValue {
  return typeof value === "string" && value.includes("{{")
    ? resolveValue({ kind: "template", text: value }, scope)
    : value;
}
