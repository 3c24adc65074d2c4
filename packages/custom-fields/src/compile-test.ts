import type { CheckedCondition, ConditionTest } from "./filter-condition.ts";
import type { Operand } from "./filter-operand.ts";
import { fieldTypeOf } from "./registry.ts";
import {
  resolveColumn,
  TEXT_SLOT_LENGTH,
  uniqueColumn,
  valueJson,
  type ResolvedColumn,
  type TableAliases,
} from "./resolve-column.ts";
import type { SqlParameters } from "./sql-parameters.ts";

const ICU = 'collate "und-x-icu"';
/** Starts-with ranges use this many code points at most, since folding case may lengthen text beyond the slot. */
const RANGE_LENGTH = TEXT_SLOT_LENGTH - 100;

/** A column and the parameters of the statement that compares it. */
type Use = {
  readonly column: ResolvedColumn;
  readonly parameters: SqlParameters;
  /** The slot that a unique field's values are looked up in; null: none is ready. */
  readonly unique: string | null;
};

/** SQL of a condition's test on the record of the aliases; unknown (null) counts as not met. */
export function compileTest(condition: CheckedCondition, parameters: SqlParameters, aliases: TableAliases): string {
  const { path, test, currency } = condition;
  const column = resolveColumn(path.entityType, path.field, aliases);
  const use = { column, parameters, unique: uniqueColumn(path.field, aliases) };
  const sql = column.sqlType === "jsonb" ? compileJson(test, use) : compileScalar(test, use);
  if (currency === null) return sql;
  return `(${sql} and ${valueJson(path.field, aliases)} ->> 'currency' = ${parameters.add(currency)}::text)`;
}

function compileScalar(test: ConditionTest, use: Use): string {
  const { column } = use;
  switch (test.kind) {
    case "present":
      // A record always has a name, be it an empty one.
      return column.nullable || column.sqlType !== "text" ? `${column.sql} is not null` : `${column.sql} <> ''`;
    case "oneOf":
      return compileOneOf(test.values, use);
    case "allOf":
      throw new Error("Assertion failed: only lists can have all of some values");
    case "order":
      return `${column.sql} ${test.sign} ${operand(use, test.value)}`;
    case "range":
      return compileRange(test, use);
    case "contains":
      return containsText(column.fullSql, test.text, use);
    case "startsWith":
      return compileStartsWith(test.text, use);
  }
}

/** Lists and JSON stand in `values` alone. An empty list is empty. */
function compileJson(test: ConditionTest, use: Use): string {
  const { column, parameters } = use;
  switch (test.kind) {
    case "present":
      return `coalesce(${column.sql}, 'null') not in ('null'::jsonb, '[]'::jsonb)`;
    case "oneOf":
      return `${column.sql} ?| ${parameters.add(test.values.map(String))}::text[]`;
    case "allOf":
      return `${column.sql} ?& ${parameters.add(test.values.map(String))}::text[]`;
    case "contains":
      return (
        `exists (select from jsonb_path_query(${column.sql}, 'lax $.** ? (@.type() == "string")') as part ` +
        `where ${containsText("(part #>> '{}')", test.text, use)})`
      );
    case "order":
    case "range":
    case "startsWith":
      throw new Error(`Assertion failed: JSON has no test ${test.kind}`);
  }
}

function compileOneOf(values: readonly Operand[], use: Use): string {
  const { column, parameters } = use;
  // A slot keeps the first 500 characters, so it answers for every value that it holds whole.
  const fits = values.every((value) => typeof value !== "string" || value.length < TEXT_SLOT_LENGTH);
  const sql = fits && !isNative(column) ? column.sql : column.fullSql;
  const [only] = values;
  if (values.length === 1 && only !== undefined) return withUnique(`${sql} = ${operand(use, only)}`, only, use);
  const list = values.map((value) => String(toSqlValue(column, value)));
  return `${sql} = any(${parameters.add(list)}::${column.sqlType}[])`;
}

/** Unique texts are known without case and outer spaces: their index finds the one record, the exact test decides. */
function withUnique(exact: string, value: Operand, { column, parameters, unique }: Use): string {
  if (unique === null || column.sqlType !== "text") return exact;
  return `(${unique} = crm.slot_unique(${parameters.add(JSON.stringify(value))}::jsonb) and ${exact})`;
}

/** The collation around a native column would hide its index. */
function isNative(column: ResolvedColumn): boolean {
  return column.field.storage.kind === "native" && column.nullable;
}

function compileRange({ from, to }: Extract<ConditionTest, { kind: "range" }>, use: Use): string {
  const { sql } = use.column;
  const bounds = [
    ...(from === null ? [] : [`${sql} >= ${operand(use, from)}`]),
    ...(to === null ? [] : [`${sql} < ${operand(use, to)}`]),
  ];
  return bounds.length > 1 ? `(${bounds.join(" and ")})` : bounds.join();
}

function operand({ column, parameters }: Use, value: Operand): string {
  return `${parameters.add(toSqlValue(column, value))}::${column.sqlType}`;
}

/** Days live in time slots as midnight in UTC. */
function toSqlValue(column: ResolvedColumn, value: Operand): Operand {
  const isDay = fieldTypeOf(column.field).comparison === "date" && column.sqlType === "timestamptz";
  return isDay ? `${String(value)}T00:00:00Z` : value;
}

function containsText(sql: string, text: string, { parameters }: Use): string {
  return `position(lower(${parameters.add(text)}::text ${ICU}) in lower(${sql} ${ICU})) > 0`;
}

/** A range that an index serves under row-level security, then the exact test, which is not leakproof. */
function compileStartsWith(text: string, { column, parameters }: Use): string {
  const whole = parameters.add(text);
  const test = `starts_with(lower(${column.fullSql} ${ICU}), lower(${whole}::text ${ICU}))`;
  if (!column.indexed) return test;
  const head = text.length <= RANGE_LENGTH ? whole : parameters.add([...text].slice(0, RANGE_LENGTH).join(""));
  const low = `lower(${head}::text ${ICU})`;
  return `(${column.sql} >= ${low} and ${column.sql} < ${low} || U&'\\FFFF' and ${test})`;
}
