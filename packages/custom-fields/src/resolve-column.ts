import { DomainError, type EntityType, type FieldDefinition } from "@catalyst/contracts";
import type { Comparison } from "./field-type/field-type-module.ts";
import { fieldTypeOf } from "./registry.ts";
import { NATIVE_UUID_COLUMNS } from "./standard-entity-types.ts";
import { VALUES_KEY, valuesKey } from "./values-key.ts";

/** PostgreSQL type that an expression has and its parameters are cast to. */
export type SqlType = "text" | "float8" | "boolean" | "date" | "timestamptz" | "uuid" | "jsonb";

/** Names that a statement gives to a record's two tables: crm.records and the native one. */
export type TableAliases = { readonly record: string; readonly native: string };

/** The aliases of the records that a statement is about. */
export const RECORD_ALIASES: TableAliases = { record: "r", native: "x" };

/** A field as SQL. */
export type ResolvedColumn = {
  readonly field: FieldDefinition;
  /** What is compared and sorted: a column with an index where one is ready. */
  readonly sql: string;
  readonly sqlType: SqlType;
  /** The whole value where `sql` may hold a prefix only; else the same. */
  readonly fullSql: string;
  /** Whether the column may be empty: sorting then takes a second phase. */
  readonly nullable: boolean;
  /** The id beside the column, so that one index serves both. */
  readonly idSql: string;
  /** Whether equal values are in the order of creation: a slot's index goes on with it, so that a filter by the slot is sorted, too. */
  readonly byCreation?: boolean;
  readonly indexed: boolean;
};

/** Longest text that a slot holds, in code points; `crm.slot_text` cuts there. */
export const TEXT_SLOT_LENGTH = 500;

const COLUMN = /^[a-z][a-z0-9_]{0,62}$/;
const ICU = 'collate "und-x-icu"';
const SLOT_TYPES = {
  n: "float8",
  t: "text",
  d: "timestamptz",
  b: "boolean",
  r: "uuid",
  u: "text",
} as const satisfies Record<string, SqlType>;

/** What values outside the native tables are compared as; days as midnight in UTC. */
const VALUE_TYPES = {
  text: "text",
  number: "float8",
  boolean: "boolean",
  date: "timestamptz",
  dateTime: "timestamptz",
  user: "uuid",
  relation: "uuid",
  options: "jsonb",
  document: "jsonb",
} as const satisfies Record<Comparison, SqlType>;

/** The field of a key; one that does not exist or may not be read is refused alike. */
export function requireField(entityType: EntityType, key: string): FieldDefinition {
  const field = entityType.fields.find((candidate) => candidate.key === key && candidate.archivedAt === null);
  if (field !== undefined) return field;
  throw new DomainError("bad_request", "The filter or sort names a field that does not exist.", {
    problems: [{ field: key, code: "unknown_field", message: "There is no such field." }],
  });
}

/** The only place where a field becomes an identifier in SQL. */
export function resolveColumn(
  entityType: EntityType,
  field: FieldDefinition,
  aliases: TableAliases = RECORD_ALIASES,
): ResolvedColumn {
  if (field.key === entityType.primaryField) return displayName(field, aliases);
  switch (field.storage.kind) {
    case "header":
      return headerColumn(field, checkedName(field.storage.column), aliases);
    case "native":
      return nativeColumn(field, checkedName(field.storage.column), aliases);
    case "values":
      return field.slot !== null && field.indexState === "ready"
        ? slotColumn(field, field.slot, aliases)
        : valuesColumn(field, aliases);
    case "links":
      // Relations are compared through record_links; the id stands for "the record that has the links".
      return {
        ...plainColumn(field, `${aliases.record}.id`, aliases),
        sqlType: "uuid",
        nullable: false,
        indexed: true,
      };
  }
}

/** The column of a field's unique slot, which holds its values folded; null while none is ready. */
export function uniqueColumn(field: FieldDefinition, aliases: TableAliases = RECORD_ALIASES): string | null {
  const slot = field.uniqueSlot ?? null;
  return slot === null ? null : `${aliases.record}.${checkedName(slot)}`;
}

/** SQL of a value inside `values`, as JSON. */
export function valueJson(field: FieldDefinition, aliases: TableAliases = RECORD_ALIASES): string {
  return `(${aliases.record}.values -> '${checkedKey(valuesKey(field))}')`;
}

/** SQL of a value inside `values`, as text. */
export function valueText(field: FieldDefinition, aliases: TableAliases = RECORD_ALIASES): string {
  return `(${aliases.record}.values ->> '${checkedKey(valuesKey(field))}')`;
}

/** A nullable column without an index whose `sql` is the whole value; its type is to be said. */
function plainColumn(field: FieldDefinition, sql: string, aliases: TableAliases): Omit<ResolvedColumn, "sqlType"> {
  return { field, sql, fullSql: sql, nullable: true, idSql: `${aliases.record}.id`, indexed: false };
}

function displayName(field: FieldDefinition, aliases: TableAliases): ResolvedColumn {
  const column = plainColumn(field, `${aliases.record}.display_name`, aliases);
  return { ...column, sqlType: "text", nullable: false, indexed: true };
}

function headerColumn(field: FieldDefinition, name: string, aliases: TableAliases): ResolvedColumn {
  const sqlType = fieldTypeOf(field).comparison === "user" ? "uuid" : "timestamptz";
  const column = plainColumn(field, `${aliases.record}.${name}`, aliases);
  return { ...column, sqlType, nullable: sqlType === "uuid", indexed: true };
}

function nativeColumn(field: FieldDefinition, name: string, aliases: TableAliases): ResolvedColumn {
  const sqlType = NATIVE_UUID_COLUMNS.has(name) ? "uuid" : nativeType(field);
  const fullSql = `${aliases.native}.${name}`;
  const sql = sqlType === "text" ? `(${fullSql} ${ICU})` : fullSql;
  // Without a collation in the way, an index of the column's own serves equality.
  return { ...plainColumn(field, sql, aliases), fullSql, sqlType, idSql: `${aliases.native}.id` };
}

function nativeType(field: FieldDefinition): SqlType {
  const { comparison } = fieldTypeOf(field);
  return comparison === "date" ? "date" : VALUE_TYPES[comparison];
}

function slotColumn(field: FieldDefinition, slot: string, aliases: TableAliases): ResolvedColumn {
  const name = checkedName(slot);
  const sqlType = SLOT_TYPES[name.slice(0, 1) as keyof typeof SLOT_TYPES];
  const column = plainColumn(field, `${aliases.record}.${name}`, aliases);
  const fullSql = sqlType === "text" ? `(${valueText(field, aliases)} ${ICU})` : column.sql;
  return { ...column, fullSql, sqlType, byCreation: true, indexed: true };
}

/** Casts outside the slots are total: a value of another type compares as empty instead of raising. */
function valuesColumn(field: FieldDefinition, aliases: TableAliases): ResolvedColumn {
  const json = valueJson(field, aliases);
  const { comparison } = fieldTypeOf(field);
  const column = (sql: string): ResolvedColumn => ({
    ...plainColumn(field, sql, aliases),
    sqlType: VALUE_TYPES[comparison],
  });
  switch (comparison) {
    case "text": {
      const text = valueText(field, aliases);
      return { ...column(`(left(${text}, ${TEXT_SLOT_LENGTH}) ${ICU})`), fullSql: `(${text} ${ICU})` };
    }
    case "number":
      return column(`crm.slot_number${json}`);
    case "boolean":
      return column(`crm.slot_boolean${json}`);
    case "date":
    case "dateTime":
      return column(`crm.slot_time${json}`);
    case "user":
    case "relation":
      return column(`crm.slot_user${json}`);
    case "options":
    case "document":
      return column(json);
  }
}

function checkedKey(key: string): string {
  if (!VALUES_KEY.test(key)) throw new Error("Assertion failed: a field's key is not an identifier");
  return key;
}

function checkedName(column: string): string {
  if (!COLUMN.test(column)) throw new Error("Assertion failed: a column is not an identifier");
  return column;
}
