import { DomainError, type EntityType, type FieldDefinition } from "@catalyst/contracts";
import { fieldTypeOf } from "./registry.ts";
import { NATIVE_UUID_COLUMNS } from "./standard-entity-types.ts";

/** PostgreSQL type that an expression has and its parameters are cast to. */
export type SqlType = "text" | "float8" | "boolean" | "date" | "timestamptz" | "uuid";

/** A field as SQL, against the aliases r (crm.records) and x (the native table). */
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
  readonly idSql: "r.id" | "x.id";
  readonly indexed: boolean;
};

/** Longest text that a slot holds, in code points; `crm.slot_text` cuts there. */
export const TEXT_SLOT_LENGTH = 500;

const KEY = /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/;
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

/** The field of a key; one that does not exist or may not be read is refused alike. */
export function requireField(entityType: EntityType, key: string): FieldDefinition {
  const field = entityType.fields.find((candidate) => candidate.key === key && candidate.archivedAt === null);
  if (field !== undefined) return field;
  throw new DomainError("bad_request", "The filter or sort names a field that does not exist.", {
    problems: [{ field: key, code: "unknown_field", message: "There is no such field." }],
  });
}

/** The only place where a field becomes an identifier in SQL. */
export function resolveColumn(entityType: EntityType, field: FieldDefinition): ResolvedColumn {
  if (field.key === entityType.primaryField) return displayName(field);
  switch (field.storage.kind) {
    case "header":
      return headerColumn(field, checkedName(field.storage.column));
    case "native":
      return nativeColumn(field, checkedName(field.storage.column));
    case "values":
      return field.slot !== null && field.indexState === "ready" ? slotColumn(field, field.slot) : valuesColumn(field);
    case "links":
      // Relations are compared through record_links; the id stands for "the record that has the links".
      return { field, sql: "r.id", fullSql: "r.id", sqlType: "uuid", nullable: false, idSql: "r.id", indexed: true };
  }
}

/** SQL of a value inside `values`, as text. */
export function valueText(field: FieldDefinition): string {
  return `(r.values ->> '${checkedKey(field.key)}')`;
}

function displayName(field: FieldDefinition): ResolvedColumn {
  const sql = "r.display_name";
  return { field, sql, fullSql: sql, sqlType: "text", nullable: false, idSql: "r.id", indexed: true };
}

function headerColumn(field: FieldDefinition, column: string): ResolvedColumn {
  const sql = `r.${column}`;
  const sqlType = fieldTypeOf(field).comparison === "user" ? "uuid" : "timestamptz";
  return { field, sql, fullSql: sql, sqlType, nullable: sqlType === "uuid", idSql: "r.id", indexed: true };
}

function nativeColumn(field: FieldDefinition, column: string): ResolvedColumn {
  const sqlType = NATIVE_UUID_COLUMNS.has(column) ? "uuid" : nativeType(field);
  const sql = sqlType === "text" ? `(x.${column} ${ICU})` : `x.${column}`;
  // Without a collation in the way, an index of the column's own serves equality.
  return { field, sql, fullSql: `x.${column}`, sqlType, nullable: true, idSql: "x.id", indexed: false };
}

function nativeType(field: FieldDefinition): SqlType {
  switch (fieldTypeOf(field).comparison) {
    case "text":
      return "text";
    case "number":
      return "float8";
    case "boolean":
      return "boolean";
    case "date":
      return "date";
    case "dateTime":
      return "timestamptz";
    case "user":
    case "relation":
      return "uuid";
  }
}

function slotColumn(field: FieldDefinition, slot: string): ResolvedColumn {
  const name = checkedName(slot);
  const sqlType = SLOT_TYPES[name.slice(0, 1) as keyof typeof SLOT_TYPES];
  const sql = `r.${name}`;
  const fullSql = sqlType === "text" ? `(${valueText(field)} ${ICU})` : sql;
  return { field, sql, fullSql, sqlType, nullable: true, idSql: "r.id", indexed: true };
}

/** Casts outside the slots are total: a value of another type compares as empty instead of raising. */
function valuesColumn(field: FieldDefinition): ResolvedColumn {
  const json = `(r.values -> '${checkedKey(field.key)}')`;
  const column = (sql: string, sqlType: SqlType): ResolvedColumn => ({
    field,
    sql,
    fullSql: sql,
    sqlType,
    nullable: true,
    idSql: "r.id",
    indexed: false,
  });
  switch (fieldTypeOf(field).comparison) {
    case "text":
      return {
        ...column(`(left(${valueText(field)}, ${TEXT_SLOT_LENGTH}) ${ICU})`, "text"),
        fullSql: `(${valueText(field)} ${ICU})`,
      };
    case "number":
      return column(`crm.slot_number${json}`, "float8");
    case "boolean":
      return column(`crm.slot_boolean${json}`, "boolean");
    case "date":
    case "dateTime":
      return column(`crm.slot_time${json}`, "timestamptz");
    case "user":
    case "relation":
      return column(`crm.slot_user${json}`, "uuid");
  }
}

function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error("Assertion failed: a field's key is not an identifier");
  return key;
}

function checkedName(column: string): string {
  if (!COLUMN.test(column)) throw new Error("Assertion failed: a column is not an identifier");
  return column;
}
