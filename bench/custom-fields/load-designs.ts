import { withClient } from "@catalyst/db";
import type pg from "pg";
import { say } from "../figure.ts";
import { documentExpression, EAV_COLUMNS, SQL_TYPES } from "./designs.ts";
import { ENTITY_TYPE } from "./plan.ts";
import type { QueriedField } from "./queries.ts";
import { buildIndexes, forLoading } from "./rebuild-indexes.ts";

/** A tenant that has records; the largest comes first. */
type Tenant = { readonly tenant_id: string };

const FIELDS = Object.keys(EAV_COLUMNS) as QueriedField[];
const HEADER =
  "tenant_id, entity_type, id, owner_id, team_id, created_at, updated_at, deleted_at, display_name, version";
const FROM = `from crm.records where entity_type = '${ENTITY_TYPE}'`;
/** Where a day in JSON becomes what the other designs compare. */
const DAY = `(values ->> 'since')::timestamp at time zone 'UTC'`;

/** The columns that `native` compares: of the same row, indexed as a slot is. They exist in the bench's database alone. */
export async function addNativeColumns(admin: pg.ClientBase): Promise<void> {
  const columns = FIELDS.map((field) => `add column if not exists native_${field} ${SQL_TYPES[field]}`);
  await admin.query(`alter table crm.records ${columns.join(", ")}`);
}

/** Indexes of the native columns: the same form as a slot's. */
export function nativeIndexes(): readonly string[] {
  return FIELDS.map(
    (field) =>
      `create index native_${field} on crm.records (tenant_id, entity_type, native_${field}, created_at, id) include (owner_id, team_id)
        where native_${field} is not null and deleted_at is null`,
  );
}

/**
 * The three known designs on the same records, under the same policies. Documents hold all values; GIN and expression
 * indexes stand on one table, where each design's queries can use only its own. The EAV table holds the queried fields
 * only, six values of a record instead of some 45, and a page's values need not be put together from it: both favour it.
 */
export async function loadDesigns(adminUrl: string): Promise<void> {
  const tenants = await withClient(adminUrl, async (admin) => {
    await admin.query("drop schema if exists bench cascade");
    await admin.query("create schema bench");
    await admin.query("grant usage on schema bench to catalyst_app");
    return (await admin.query<Tenant>(`select tenant_id ${FROM} group by 1 order by count(*) desc`)).rows;
  });
  await Promise.all([
    withClient(adminUrl, async (admin) => loadDocuments(admin)),
    withClient(adminUrl, async (admin) => loadAttributes(admin, tenants)),
  ]);
  say("Indexes of the other designs");
  await buildIndexes(adminUrl, [...designIndexes(tenants)]);
  await withClient(adminUrl, async (admin) => {
    for (const table of ["documents", "eav_records"]) await admin.query(`call vault.protect_records('bench.${table}')`);
    await admin.query("call vault.protect('bench.eav_values')");
    await admin.query("grant select on all tables in schema bench to catalyst_app");
  });
}

async function loadDocuments(admin: pg.ClientBase): Promise<void> {
  await forLoading(admin);
  await admin.query(`create table bench.documents as select ${HEADER}, values ${FROM}`);
}

async function loadAttributes(admin: pg.ClientBase, [asked]: readonly Tenant[]): Promise<void> {
  await forLoading(admin);
  // Values stand beside the header of the tenant that is asked for alone, where a page's answer needs them.
  await admin.query(
    `create table bench.eav_records as select ${HEADER}, case when tenant_id = '${asked?.tenant_id}' then values end as values ${FROM}`,
  );
  const columns = ["number float8", `text text collate "und-x-icu"`, "time timestamptz", "flag boolean"];
  await admin.query(
    `create table bench.eav_values (tenant_id uuid not null, entity_type text not null, attribute int not null, record_id uuid not null, ${columns.join(", ")})`,
  );
  const rows = FIELDS.map((field, attribute) => {
    const text = `values ->> '${field}'`;
    const value = (kind: string, sql: string): string => (EAV_COLUMNS[field] === kind ? sql : "null");
    return `(${attribute}, ${value("number", `(${text})::float8`)}, ${value("text", text)}, ${value("time", DAY)}, ${value("flag", `(${text})::boolean`)})`;
  });
  await admin.query(
    `insert into bench.eav_values select r.tenant_id, r.entity_type, v.attribute, r.id, v.number::float8, v.text, v.time::timestamptz, v.flag::boolean
     from (select tenant_id, entity_type, id, values ${FROM}) r cross join lateral (values ${rows.join(", ")}) v (attribute, number, text, time, flag)`,
  );
}

function* designIndexes(tenants: readonly Tenant[]): Iterable<string> {
  const [largest] = tenants;
  // All 45 values of a record, but of the one tenant that is asked for: of three million records it takes ten minutes.
  yield `create index gin_values on bench.documents using gin (values jsonb_path_ops) where tenant_id = '${largest?.tenant_id}'`;
  yield "alter table bench.eav_values add primary key (tenant_id, entity_type, record_id, attribute)";
  for (const column of ["number", "text", "time", "flag"])
    yield `create index eav_${column} on bench.eav_values (tenant_id, entity_type, attribute, ${column}, record_id) where ${column} is not null`;
  for (const [index, { tenant_id }] of tenants.entries()) {
    for (const field of FIELDS) {
      const expression = documentExpression(field, "->>").replaceAll("r.", "");
      yield `create index expression_${index}_${field} on bench.documents (tenant_id, entity_type, ${expression}, id)
        where tenant_id = '${tenant_id}' and entity_type = '${ENTITY_TYPE}' and deleted_at is null`;
    }
  }
  // Last the table whose index takes longest: a primary key waits for it.
  for (const table of ["eav_records", "documents"]) {
    yield `alter table bench.${table} add primary key (tenant_id, entity_type, id)`;
    yield `create index ${table}_created on bench.${table} (tenant_id, entity_type, created_at, id) where deleted_at is null`;
  }
}
