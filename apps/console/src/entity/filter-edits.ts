import type { Condition, FieldDefinition, FieldValue, Filter, Operator } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

/** What is edited: a group of conditions and groups. The outermost one is the filter itself. */
export type FilterGroup = { readonly kind: "and" | "or"; readonly filters: readonly Filter[] };

/** The way to a part of a filter: an index in each group, from outside in. Empty: the outermost group. */
export type FilterPlace = readonly number[];

/** Operators that need no value. */
export const VALUELESS: ReadonlySet<Operator> = new Set(["isEmpty", "isNotEmpty"]);
/** Operators that take a list of values. */
export const LISTS: ReadonlySet<Operator> = new Set(["in", "notIn", "hasAny", "hasAll", "hasNone"]);

/** The filter as a group. Pure. */
export function toGroup(filter: Filter | undefined): FilterGroup {
  if (filter === undefined) return { kind: "and", filters: [] };
  return filter.kind === "condition" ? { kind: "and", filters: [filter] } : filter;
}

/** The filter of a group; undefined when there is nothing to filter. Pure. */
export function fromGroup(group: FilterGroup): Filter | undefined {
  return group.filters.length === 0 ? undefined : group;
}

/** The group with another part at a place, or without it: a group that gets empty goes too. Pure. */
export function replaceAt(group: FilterGroup, place: FilterPlace, next: Filter | null): FilterGroup {
  const [at, ...rest] = place;
  if (at === undefined) return next === null || next.kind === "condition" ? group : next;
  const current = group.filters[at];
  if (current === undefined) return group;
  const replaced = rest.length > 0 && current.kind !== "condition" ? kept(replaceAt(current, rest, next)) : next;
  return { ...group, filters: group.filters.flatMap((filter, index) => (index !== at ? [filter] : (replaced ?? []))) };
}

/** The group with one part more, at the end of the group at a place. Pure. */
export function appendTo(group: FilterGroup, place: FilterPlace, added: Filter): FilterGroup {
  return changeGroup(group, place, (inner) => ({ ...inner, filters: [...inner.filters, added] }));
}

/** The group with the group at a place joined by another word. Pure. */
export function joinBy(group: FilterGroup, place: FilterPlace, kind: FilterGroup["kind"]): FilterGroup {
  return changeGroup(group, place, (inner) => ({ ...inner, kind }));
}

/** A condition to begin with: the field's first operator and no value. */
export function newCondition(path: string, field: FieldDefinition): Condition {
  return { kind: "condition", field: path, operator: fieldTypeOf(field).operators[0] ?? "equals", value: null };
}

/** A condition with another operator; its value stays where both take the same kind of value. */
export function withOperator(condition: Condition, operator: Operator): Condition {
  return {
    ...condition,
    operator,
    value: valueKind(operator) === valueKind(condition.operator) ? condition.value : null,
  };
}

/** Whether a condition says something: one without its value would match nothing. */
export function isComplete(condition: Condition): boolean {
  return VALUELESS.has(condition.operator) || !isEmptyValue(condition.value);
}

function valueKind(operator: Operator): string {
  if (VALUELESS.has(operator)) return "none";
  if (LISTS.has(operator)) return "list";
  return operator === "within" || operator === "notWithin" ? "range" : "one";
}

function changeGroup(group: FilterGroup, place: FilterPlace, change: (inner: FilterGroup) => FilterGroup): FilterGroup {
  const [at, ...rest] = place;
  if (at === undefined) return change(group);
  const filters = group.filters.map((filter, index) =>
    index === at && filter.kind !== "condition" ? changeGroup(filter, rest, change) : filter,
  );
  return { ...group, filters };
}

function kept(group: FilterGroup): FilterGroup | null {
  return group.filters.length === 0 ? null : group;
}

function isEmptyValue(value: FieldValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
