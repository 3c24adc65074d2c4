import type { EntityType, Filter } from "@catalyst/contracts";
import { assertFilterLimits, checkCondition, type CheckedCondition } from "./filter-condition.ts";
import { fieldTypeOf } from "./registry.ts";
import { resolveColumn, TEXT_SLOT_LENGTH, type ResolvedColumn } from "./resolve-column.ts";
import type { SqlParameters } from "./sql-parameters.ts";

const ICU = 'collate "und-x-icu"';
/** Starts-with ranges use this many code points at most, since folding case may lengthen text beyond the slot. */
const RANGE_LENGTH = TEXT_SLOT_LENGTH - 100;

/** What a condition is compiled with. `tenantId` is the placeholder of the tenant's id in the same statement. */
export type FilterCompilation = {
  readonly entityType: EntityType;
  readonly parameters: SqlParameters;
  readonly tenantId: string;
};

/**
 * SQL of a filter against the aliases r (crm.records) and x (the native table). Pure; values become parameters,
 * identifiers come from `resolveColumn` alone. Text compares exactly with equals and in, without case with contains and startsWith.
 */
export function compileFilter(filter: Filter, compilation: FilterCompilation): string {
  assertFilterLimits(filter);
  return compilePart(filter, compilation);
}

function compilePart(filter: Filter, compilation: FilterCompilation): string {
  if (filter.kind === "condition") return compileCondition(checkCondition(compilation.entityType, filter), compilation);
  if (filter.filters.length === 0) return "true";
  return `(${filter.filters.map((part) => compilePart(part, compilation)).join(filter.kind === "and" ? " and " : " or ")})`;
}

function compileCondition(condition: CheckedCondition, compilation: FilterCompilation): string {
  if (fieldTypeOf(condition.field).comparison === "relation") return compileRelation(condition, compilation);
  const column = resolveColumn(compilation.entityType, condition.field);
  const parameters = compilation.parameters;
  switch (condition.operator) {
    case "isEmpty":
      return column.sql === "r.display_name" ? `${column.sql} = ''` : `${column.sql} is null`;
    case "isNotEmpty":
      return column.sql === "r.display_name" ? `${column.sql} <> ''` : `${column.sql} is not null`;
    case "equals":
      return `${exact(column, condition)} = ${operand(column, condition, parameters)}`;
    case "notEquals":
      return `${column.fullSql} is distinct from ${operand(column, condition, parameters)}`;
    case "in":
      return `${exact(column, condition)} = any(${operandList(column, condition, parameters)})`;
    case "notIn":
      return `(${column.fullSql} is null or ${column.fullSql} <> all(${operandList(column, condition, parameters)}))`;
    case "contains":
      return `position(lower(${parameters.add(textOf(condition))}::text ${ICU}) in lower(${column.fullSql} ${ICU})) > 0`;
    case "startsWith":
      return compileStartsWith(column, condition, parameters);
    case "lessThan":
      return `${column.sql} < ${operand(column, condition, parameters)}`;
    case "atMost":
      return `${column.sql} <= ${operand(column, condition, parameters)}`;
    case "greaterThan":
      return `${column.sql} > ${operand(column, condition, parameters)}`;
    case "atLeast":
      return `${column.sql} >= ${operand(column, condition, parameters)}`;
  }
}

/** The slot where it holds every sought value whole, else the full value: a slot keeps the first 500 characters. */
function exact(column: ResolvedColumn, condition: CheckedCondition): string {
  const fits = condition.values.every((value) => typeof value !== "string" || value.length < TEXT_SLOT_LENGTH);
  return fits && column.idSql === "r.id" ? column.sql : column.fullSql;
}

function operand(column: ResolvedColumn, condition: CheckedCondition, parameters: SqlParameters): string {
  return `${parameters.add(toSqlValue(column, condition.values[0] ?? ""))}::${column.sqlType}`;
}

function operandList(column: ResolvedColumn, condition: CheckedCondition, parameters: SqlParameters): string {
  return `${parameters.add(condition.values.map((value) => String(toSqlValue(column, value))))}::${column.sqlType}[]`;
}

/** Days live in time slots as midnight in UTC. */
function toSqlValue(column: ResolvedColumn, value: string | number | boolean): string | number | boolean {
  const isDay = fieldTypeOf(column.field).comparison === "date" && column.sqlType === "timestamptz";
  return isDay ? `${String(value)}T00:00:00Z` : value;
}

/** A range that an index serves under row-level security, then the exact test, which is not leakproof. */
function compileStartsWith(column: ResolvedColumn, condition: CheckedCondition, parameters: SqlParameters): string {
  const text = textOf(condition);
  const whole = parameters.add(text);
  const test = `starts_with(lower(${column.fullSql} ${ICU}), lower(${whole}::text ${ICU}))`;
  if (!column.indexed) return test;
  const head = text.length <= RANGE_LENGTH ? whole : parameters.add([...text].slice(0, RANGE_LENGTH).join(""));
  const low = `lower(${head}::text ${ICU})`;
  return `(${column.sql} >= ${low} and ${column.sql} < ${low} || U&'\\FFFF' and ${test})`;
}

function compileRelation(condition: CheckedCondition, compilation: FilterCompilation): string {
  const { parameters, tenantId } = compilation;
  const field = parameters.add(condition.field.fieldId ?? "");
  const targets = (): string => ` and l.to_id = any(${parameters.add(condition.values.map(String))}::uuid[])`;
  const linked = (restriction: string): string =>
    `exists (select from crm.record_links l where l.tenant_id = ${tenantId}::uuid and l.field_id = ${field}::uuid and l.from_id = r.id${restriction})`;
  switch (condition.operator) {
    case "isEmpty":
      return `not ${linked("")}`;
    case "isNotEmpty":
      return linked("");
    case "equals":
    case "in":
      return linked(targets());
    case "notEquals":
    case "notIn":
      return `not ${linked(targets())}`;
    case "contains":
    case "startsWith":
    case "lessThan":
    case "atMost":
    case "greaterThan":
    case "atLeast":
      throw new Error(`Assertion failed: relations have no operator ${condition.operator}`);
  }
}

function textOf(condition: CheckedCondition): string {
  return String(condition.values[0] ?? "");
}
