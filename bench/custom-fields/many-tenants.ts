import { type Principal, ROLE_SCOPE, PrincipalId, TenantId } from "@catalyst/contracts";
import { withClient } from "@catalyst/db";
import type pg from "pg";
import { type BenchServer, connectAs, type KeptDatabase, openKeptDatabase } from "../environment/kept-database.ts";
import { say } from "../figure.ts";
import { madeBy } from "./database.ts";
import { loadRecords } from "./load-records.ts";
import { makeFieldsTenant } from "./make-tenant.ts";
import { MANY_TENANTS } from "./plan.ts";
import { forLoading, withoutIndexes } from "./rebuild-indexes.ts";

/** What each tenant has: fields in all 45 slots, and none beside. */
const SIZE = { slug: "fields-1", slots: "all", plainFields: 0 } as const;

/** Two databases with as many records: one of a single tenant, one of many. All use all their slots. */
export async function openWriteDatabases(server: BenchServer): Promise<{ one: KeptDatabase; many: KeptDatabase }> {
  const open = (name: string, tenants: number): Promise<KeptDatabase> =>
    openKeptDatabase(server, { name, madeBy: madeBy(), fill: (made) => fill(made, tenants) });
  return { one: await open("bench_one_tenant", 1), many: await open("bench_many_tenants", MANY_TENANTS.tenants) };
}

/** Admins of some tenants of such a database, the same ones each time. */
export async function writersOf(kept: KeptDatabase, limit: number): Promise<readonly Principal[]> {
  const found = await withClient(kept.adminUrl, (admin) => membersOf(admin, limit));
  return found.map((member) => ({
    ...member,
    role: "admin",
    teamIds: [],
    scope: ROLE_SCOPE.admin,
    scopeByEntityType: {},
  }));
}

type Member = Pick<Principal, "tenantId" | "principalId">;

async function membersOf(admin: pg.ClientBase, limit: number): Promise<readonly Member[]> {
  const result = await admin.query<{ tenant: string; principal: string }>(
    `select "organizationId" as tenant, "userId" as principal from identity."member" order by 1 limit $1`,
    [limit],
  );
  return result.rows.map((row) => ({
    tenantId: TenantId.parse(row.tenant),
    principalId: PrincipalId.parse(row.principal),
  }));
}

async function fill(made: KeptDatabase, tenants: number): Promise<void> {
  say(`Generating ${MANY_TENANTS.records} records of ${tenants} tenant${tenants === 1 ? "" : "s"}`);
  const database = connectAs("app", made);
  try {
    await withClient(made.adminUrl, async (admin) => {
      const first = await makeFieldsTenant(admin, database, { ...SIZE, records: 0 });
      await copyTenants(admin, first, tenants - 1);
      await withoutIndexes(made.adminUrl, async () => {
        await forLoading(admin);
        await admin.query("set session_replication_role = replica");
        const recordsEach = Math.max(1, Math.round(MANY_TENANTS.records / tenants));
        await loadRecords(admin, { size: SIZE, tenants: await membersOf(admin, tenants), recordsEach, native: false });
      });
      await admin.query("vacuum (analyze)");
    });
  } finally {
    await database.pool.end();
  }
}

/** Tables of a tenant's configuration, each with the columns that are its own in a copy. */
const CONFIGURATION = ["crm.entity_types", "crm.custom_field_definitions", "crm.slot_assignments"] as const;
const OF_THE_COPY = new Set(["tenant_id", "field_id"]);

/** More tenants with the same fields and slots as one that the product made. */
async function copyTenants(admin: pg.ClientBase, first: Principal, copies: number): Promise<void> {
  if (copies === 0) return;
  await admin.query(
    `create temp table copies as select uuidv7() as tenant_id, uuidv7() as principal_id, n from generate_series(2, $1::int + 1) n`,
    [copies],
  );
  const identities = [
    `insert into identity."organization" ("id", "name", "slug", "createdAt") select tenant_id, 'Copy ' || n, 'fields-' || n, now() from copies`,
    `insert into identity."user" ("id", "name", "email", "emailVerified") select principal_id, 'Admin ' || n, 'admin@fields-' || n || '.example', true from copies`,
    `insert into identity."member" ("organizationId", "userId", "role", "createdAt") select tenant_id, principal_id, 'admin', now() from copies`,
  ];
  for (const text of identities) await admin.query(text);
  await admin.query("set session_replication_role = replica");
  for (const table of CONFIGURATION) await copyRows(admin, table, first);
  for (const table of ["vault.slot_maps", "vault.search_maps"]) await copyRows(admin, table, first);
  await admin.query("set session_replication_role = origin");
}

/** Rows of `c_assets` for every copy. Ids of fields follow from the tenant's, so that all tables agree on them. */
async function copyRows(admin: pg.ClientBase, table: string, first: Principal): Promise<void> {
  const found = await admin.query<{ name: string }>(
    "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
    [table],
  );
  const columns = found.rows.map((row) => row.name);
  const kind = table === "crm.entity_types" ? "key" : "entity_type";
  const values = columns.map((name) => {
    if (name === "field_id") return "md5(c.tenant_id::text || t.field_id)::uuid";
    return `${OF_THE_COPY.has(name) ? "c" : "t"}."${name}"`;
  });
  await admin.query(
    `insert into ${table} (${columns.map((name) => `"${name}"`).join(", ")})
     select ${values.join(", ")} from ${table} t cross join copies c where t.tenant_id = $1 and t.${kind} like 'c\\_%'`,
    [first.tenantId],
  );
}
