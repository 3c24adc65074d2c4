import type { Condition, Filter } from "@catalyst/contracts";
import { compileFilter, type FilterCompilation } from "./compile-filter.ts";
import { sqlParameters } from "./sql-parameters.ts";

/** A comparison that a slot's index answers without the row. Yes and no leave too many for it to pay. */
const SLOT_EQUALITY = /^r\.[ntdr]\d{1,2} = \$\d+::[a-z0-9]+$/;

/** Where a condition is compiled, but for the parameters, which a look at its text does not need. */
export type ConditionScope = Omit<FilterCompilation, "parameters">;

/** Whether the filter is one comparison for equality with an indexed field, and nothing else. */
export function isSlotEquality(filter: Filter, scope: ConditionScope): filter is Condition {
  if (filter.kind !== "condition" || filter.operator !== "equals") return false;
  return SLOT_EQUALITY.test(compileFilter(filter, { ...scope, parameters: sqlParameters() }));
}

/**
 * Splits a filter that asks two indexed fields for equality at once: one of the two, and all the rest. PostgreSQL combines
 * no two indexes that begin with the same columns, but it merges two reads of them: both go on by creation. Null where
 * there are no two such conditions.
 */
export function splitIntersection(
  filter: Filter | undefined,
  scope: ConditionScope,
): { readonly apart: Condition; readonly rest: Filter } | null {
  if (filter?.kind !== "and") return null;
  const [apart, other] = filter.filters.filter((part) => isSlotEquality(part, scope));
  if (apart?.kind !== "condition" || other === undefined) return null;
  return { apart, rest: { kind: "and", filters: filter.filters.filter((part) => part !== apart) } };
}
