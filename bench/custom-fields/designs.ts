import type { EntityType, Principal } from "@catalyst/contracts";
import { compileList, type SqlParameters, sqlParameters } from "@catalyst/custom-fields";
import type { Statement } from "../measure/rows-read.ts";
import { ENTITY_TYPE } from "./plan.ts";
import { asList, type Condition, PAGE_ROWS, type Query, type QueriedField } from "./queries.ts";

/** A way to keep custom values, as the statement that it answers a query with. */
export type Design = { readonly name: DesignName; readonly statement: (query: Query) => Statement };
export type DesignName = "ours" | "native" | "jsonb_gin" | "eav" | "expression_indexes";

/** Column that an EAV table keeps a field's values in; the order is the number of the attribute. */
export const EAV_COLUMNS: Readonly<Record<QueriedField, "number" | "text" | "time" | "flag">> = {
  score: "number",
  grade: "number",
  code: "text",
  region: "text",
  since: "time",
  active: "flag",
};
/** The queried fields as types of PostgreSQL. */
export const SQL_TYPES: Readonly<Record<QueriedField, string>> = {
  score: "float8",
  grade: "float8",
  code: `text collate "und-x-icu"`,
  region: `text collate "und-x-icu"`,
  since: "timestamptz",
  active: "boolean",
};

const PAGE_COLUMNS = "r.id, r.display_name, r.version, r.owner_id, r.created_at, r.updated_at, r.values";
/** One more than the page, which tells whether there is another one. */
const LIMIT = PAGE_ROWS + 1;

/** All designs, for one tenant's admin: the same question, role, policies and order. */
export function designsFor(entityType: EntityType, principal: Principal): readonly Design[] {
  return [
    { name: "ours", statement: (query) => compiled(entityType, principal, query) },
    { name: "native", statement: (query) => onColumns(query, principal, NATIVE) },
    { name: "jsonb_gin", statement: (query) => onColumns(query, principal, GIN) },
    { name: "eav", statement: (query) => onAttributes(query, principal) },
    { name: "expression_indexes", statement: (query) => onColumns(query, principal, EXPRESSIONS) },
  ];
}

/** What the record service runs for a list: the statement of the product's own compiler. */
function compiled(entityType: EntityType, principal: Principal, query: Query): Statement {
  const { filter, sort } = asList(query);
  const list = compileList({ entityType, principal, filter, deleted: false }, sort, undefined);
  return list.select({ columns: PAGE_COLUMNS, phase: "values", after: null, limit: LIMIT });
}

/** A table with something to compare for each field. */
type ColumnTable = {
  readonly table: string;
  readonly column: (field: QueriedField) => string;
  /** What equal values are ordered by before their id. */
  readonly ties?: readonly string[];
  readonly equals?: (condition: Extract<Condition, { kind: "equals" }>, parameters: SqlParameters) => string;
};

/** Columns of our own rows, with indexes as slots have them. */
const NATIVE: ColumnTable = { table: "crm.records", column: (field) => `r.native_${field}`, ties: ["r.created_at"] };
const EXPRESSIONS: ColumnTable = { table: "bench.documents", column: (field) => documentExpression(field, "->>") };
/** Another way to write the same expressions, so that the indexes of the other design do not serve this one. */
const GIN: ColumnTable = {
  table: "bench.documents",
  column: (field) => documentExpression(field, "#>>"),
  equals: ({ field, value }, parameters) => `r.values @> ${parameters.add(JSON.stringify({ [field]: value }))}::jsonb`,
};

/** A field of a document, as it is indexed by its expression. Days are text, whose order is theirs: no cast to a date is immutable. */
export function documentExpression(field: QueriedField, operator: "->>" | "#>>"): string {
  const text = operator === "->>" ? `(r.values ->> '${field}')` : `(r.values #>> '{${field}}')`;
  switch (EAV_COLUMNS[field]) {
    case "number":
      return `(${text}::float8)`;
    case "flag":
      return `(${text}::boolean)`;
    case "time":
      return `(${text} collate "C")`;
    case "text":
      return `(${text} collate "und-x-icu")`;
  }
}

function onColumns(query: Query, principal: Principal, design: ColumnTable): Statement {
  const parameters = sqlParameters();
  const where = scopeOf(principal, parameters);
  for (const condition of query.conditions) where.push(compare(condition, parameters, design));
  const { field, direction } = query.sort;
  const sorted = field === "createdAt" ? "r.created_at" : design.column(field);
  if (field !== "createdAt") where.push(`${sorted} is not null`);
  const ties = field === "createdAt" ? [] : (design.ties ?? []);
  const order = [sorted, ...ties, "r.id"].map((sql) => `${sql} ${direction}`).join(", ");
  const text = `select ${PAGE_COLUMNS} from ${design.table} r where ${where.join(" and ")} order by ${order} limit ${LIMIT}`;
  return { text, values: parameters.values };
}

function scopeOf(principal: Principal, parameters: SqlParameters): string[] {
  return [
    `r.tenant_id = ${parameters.add(principal.tenantId)}::uuid`,
    `r.entity_type = ${parameters.add(ENTITY_TYPE)}::text`,
    "r.deleted_at is null",
  ];
}

function compare(condition: Condition, parameters: SqlParameters, design: ColumnTable): string {
  if (condition.kind === "equals" && design.equals) return design.equals(condition, parameters);
  const type = SQL_TYPES[condition.field].split(" ")[0] ?? "";
  const isDocument = design.table !== "crm.records";
  return comparison(condition, {
    column: design.column(condition.field),
    parameters,
    cast: isDocument && type === "timestamptz" ? "text" : type,
  });
}

type Compared = { readonly column: string; readonly parameters: SqlParameters; readonly cast: string };

function comparison(condition: Condition, { column, parameters, cast }: Compared): string {
  switch (condition.kind) {
    case "equals":
      return `${column} = ${parameters.add(condition.value)}::${cast}`;
    case "range":
      return `${column} >= ${parameters.add(condition.from)}::${cast} and ${column} < ${parameters.add(condition.to)}::${cast}`;
    case "startsWith": {
      const head = `lower(${parameters.add(condition.text)}::text collate "und-x-icu")`;
      return `${column} >= ${head} and ${column} < ${head} || U&'\\FFFF'`;
    }
  }
}

/** A row for each value: one join for each condition, and one for the field that is sorted by. */
function onAttributes(query: Query, principal: Principal): Statement {
  const parameters = sqlParameters();
  const where = scopeOf(principal, parameters);
  const joins: string[] = [];
  const join = (field: QueriedField): string => {
    const alias = `v${joins.length + 1}`;
    joins.push(
      `join bench.eav_values ${alias} on ${alias}.tenant_id = r.tenant_id and ${alias}.entity_type = r.entity_type and ${alias}.record_id = r.id`,
    );
    where.push(`${alias}.tenant_id = $1::uuid`, `${alias}.entity_type = $2::text`);
    where.push(`${alias}.attribute = ${Object.keys(EAV_COLUMNS).indexOf(field)}`);
    return `${alias}.${EAV_COLUMNS[field]}`;
  };
  for (const condition of query.conditions) {
    const cast = SQL_TYPES[condition.field].split(" ")[0] ?? "";
    where.push(comparison(condition, { column: join(condition.field), parameters, cast }));
  }
  const { field, direction } = query.sort;
  const sorted = field === "createdAt" ? "r.created_at, r.id" : `${join(field)}, v${joins.length}.record_id`;
  const order = sorted.replaceAll(/[^, ]+/g, `$& ${direction}`);
  const text = `select ${PAGE_COLUMNS} from bench.eav_records r ${joins.join(" ")} where ${where.join(" and ")} order by ${order} limit ${LIMIT}`;
  return { text, values: parameters.values };
}
