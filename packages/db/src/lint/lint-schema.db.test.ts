import { testDatabase, type TestDatabase } from "@catalyst/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../prepare-database.ts";
import type { Finding } from "./finding.ts";
import { lintSchema, SCHEMA_RULES } from "./lint-schema.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

/** A breach lives in a transaction that is rolled back: roles belong to the whole cluster, and no two breaches meet. */
function findingsAfter(breach: string): Promise<readonly Finding[]> {
  return withClient(db.urls.admin, async (admin) => {
    await admin.query("begin");
    await admin.query("set local role catalyst_owner");
    await admin.query(breach);
    await admin.query("reset role");
    return lintSchema(admin);
  });
}

/** For what only a superuser can break. */
const AS_SUPERUSER = "reset role;";
const TENANT_COLUMN = "tenant_id uuid not null";
const PROTECTED = "call vault.protect('crm.made'); set constraints all immediate;";
const made = (columns: string): string => `create table crm.made (${columns}); ${PROTECTED}`;
const policyOf = (rule: string): string =>
  `drop policy tenant_isolation on crm.deals; create policy tenant_isolation on crm.deals as restrictive for all using (${rule}) with check (${rule})`;

type Breach = readonly [what: string, breach: string, object: string, problem: string];

const BREACHES: Readonly<Record<string, readonly Breach[]>> = {
  "tenant-keys": [
    ["a table without a tenant", "create table crm.made (id uuid primary key)", "crm.made", "no column tenant_id"],
    [
      "a tenant that may be null",
      "create table crm.made (tenant_id uuid, id uuid primary key)",
      "crm.made",
      "no column tenant_id",
    ],
    ["a table without a primary key", made(TENANT_COLUMN), "crm.made", "no primary key"],
    [
      "a primary key that the tenant does not lead",
      made(`${TENANT_COLUMN}, id uuid, primary key (id, tenant_id)`),
      "crm.made_pkey",
      "does not lead it",
    ],
    [
      "a unique constraint across tenants",
      "alter table crm.contacts add unique (email)",
      "crm.contacts_email_key",
      "does not lead it",
    ],
    [
      "a unique index across tenants",
      "create unique index made on crm.contacts (email)",
      "crm.made",
      "does not lead it",
    ],
    [
      "an index across tenants",
      "create index made on crm.contacts (email)",
      "crm.made",
      "does not begin with tenant_id",
    ],
    [
      "a foreign key that the tenant does not lead",
      "alter table crm.tasks add column keeper uuid, add foreign key (keeper, tenant_id) references crm.principals (principal_id, tenant_id) not valid",
      "crm.tasks.tasks_keeper_tenant_id_fkey",
      "without leading by tenant_id",
    ],
    [
      "a foreign key out of tenant data",
      `alter table crm.contacts add column login uuid references identity."user"`,
      "crm.contacts.contacts_login_fkey",
      "no tenant data",
    ],
    [
      "tenant data in another schema",
      `create table identity.made (${TENANT_COLUMN} primary key)`,
      "identity.made",
      "outside of the schemas",
    ],
    ["a schema that no rule knows", `${AS_SUPERUSER} create schema extra`, "extra", "no rule knows"],
    ["a table in public", `${AS_SUPERUSER} create table public.made (id uuid)`, "public.made", "lies in public"],
  ],
  "row-security": [
    ["row-level security that is off", "alter table crm.deals disable row level security", "crm.deals", "not enabled"],
    [
      "row-level security that does not bind the owner",
      "alter table crm.deals no force row level security",
      "crm.deals",
      "not forced",
    ],
    [
      "a partition without it",
      "alter table crm.records_deals disable row level security",
      "crm.records_deals",
      "not enabled",
    ],
    [
      "a new partition without a policy",
      "create table crm.records_made partition of crm.records for values in ('c_made')",
      "crm.records_made",
      "no restrictive policy that holds tenant_id",
    ],
    [
      "a tenant policy that is permissive",
      "drop policy tenant_isolation on crm.deals; create policy tenant_isolation on crm.deals using (tenant_id = (select app.tenant_id()))",
      "crm.deals",
      "no restrictive policy that holds tenant_id",
    ],
    [
      "a tenant policy for reading only",
      "drop policy tenant_isolation on crm.deals; create policy tenant_isolation on crm.deals as restrictive for select using (tenant_id = (select app.tenant_id()))",
      "crm.deals",
      "no restrictive policy that holds tenant_id",
    ],
    [
      "a tenant policy for one role only",
      "alter policy tenant_isolation on crm.deals to catalyst_app",
      "crm.deals",
      "no restrictive policy that holds tenant_id",
    ],
    [
      "a tenant policy with a way around",
      policyOf("tenant_id = (select app.tenant_id()) or name = 'public'"),
      "crm.deals",
      "no restrictive policy that holds tenant_id",
    ],
    ["records without owner rules", "drop policy record_rules on crm.records", "crm.records", "own, team and all"],
    [
      "a partition of records without owner rules",
      "drop policy record_rules on crm.records_deals",
      "crm.records_deals",
      "own, team and all",
    ],
    [
      "a partition that lacks a policy of its parent",
      "create policy extra on crm.records as restrictive for all using (version > 0)",
      "crm.records_deals",
      "lacks the policy extra",
    ],
  ],
  "sealed-context": [
    [
      "a policy that trusts a setting",
      policyOf("tenant_id = current_setting('app.tenant_id')::uuid"),
      "crm.deals.tenant_isolation",
      "reads a setting",
    ],
    [
      "a policy that verifies for each row",
      policyOf("tenant_id = app.tenant_id()"),
      "crm.deals.tenant_isolation",
      "for each row",
    ],
    [
      "an accessor that reads the setting itself",
      "create or replace function app.principal_id() returns uuid language sql stable parallel safe as $$ select split_part(current_setting('app.ctx'), '.', 5)::uuid $$",
      "app.principal_id",
      "past the verifier",
    ],
    [
      "a verifier with the caller's search path",
      "alter function app.context reset search_path",
      "app.context",
      "search_path = pg_catalog",
    ],
    [
      "a verifier with the caller's rights",
      "alter function app.context security invoker",
      "app.context",
      "security definer",
    ],
    ["an accessor that is volatile", "alter function app.tenant_id volatile", "app.tenant_id", "not stable"],
    [
      "a readable key",
      "grant usage on schema vault to catalyst_app; grant select on vault.context_keys to catalyst_app",
      "vault.context_keys",
      "only the owner may read",
    ],
    [
      "a seal that serving roles can make",
      "grant execute on function vault.seal to catalyst_worker",
      "vault.seal",
      "only the owner may",
    ],
    [
      "temporary objects",
      `${AS_SUPERUSER} do $$ begin execute format('grant temp on database %I to catalyst_app', current_database()); end $$`,
      "test_",
      "temporary objects",
    ],
  ],
  roles: [
    [
      "a role that bypasses policies",
      `${AS_SUPERUSER} alter role catalyst_worker bypassrls`,
      "catalyst_worker",
      "bypass",
    ],
    ["a superuser", `${AS_SUPERUSER} alter role catalyst_app superuser`, "catalyst_app", "bypass"],
    ["a role that makes roles", `${AS_SUPERUSER} alter role catalyst_auth createrole`, "catalyst_auth", "create roles"],
    [
      "a member of the owner",
      `${AS_SUPERUSER} grant catalyst_owner to catalyst_app`,
      "catalyst_app",
      "member of catalyst_owner",
    ],
    [
      "a role without a time-out",
      `${AS_SUPERUSER} alter role catalyst_app reset lock_timeout`,
      "catalyst_app",
      "no lock_timeout",
    ],
    [
      "a time-out of zero",
      `${AS_SUPERUSER} alter role catalyst_app set statement_timeout = 0`,
      "catalyst_app",
      "no statement_timeout",
    ],
    [
      "a table that a serving role owns",
      `${AS_SUPERUSER} alter table crm.deals owner to catalyst_app`,
      "crm.deals",
      "belongs to catalyst_app",
    ],
    [
      "a function that a superuser owns",
      `${AS_SUPERUSER} alter function app.context owner to current_user`,
      "app.context",
      "not to catalyst_owner",
    ],
    [
      "anything at all that a serving role owns",
      `${AS_SUPERUSER} alter schema public owner to catalyst_app`,
      "catalyst_app",
      "owns something",
    ],
  ],
  rights: [
    ["truncate", "grant truncate on crm.deals to catalyst_app", "crm.deals", "TRUNCATE"],
    ["rights for everybody", "grant select on crm.deals to public", "crm.deals", "PUBLIC has SELECT"],
    [
      "rights on a partition",
      "grant select on crm.records_deals to catalyst_app",
      "crm.records_deals",
      "on its parent",
    ],
    [
      "tenant code in identity",
      `grant usage on schema identity to catalyst_app; grant select on identity."user" to catalyst_app`,
      'identity."user"',
      "for catalyst_auth alone",
    ],
    [
      "the way into identity",
      "grant usage on schema identity to catalyst_worker",
      "identity",
      "catalyst_worker has USAGE",
    ],
    ["identity in tenant data", "grant select on crm.deals to catalyst_auth", "crm.deals", "outside of identity"],
    ["a schema to create in", "grant create on schema crm to catalyst_app", "crm", "catalyst_app has CREATE"],
    [
      "default privileges",
      "alter default privileges in schema crm grant select on tables to catalyst_app",
      "catalyst_owner",
      "default privileges",
    ],
    [
      "an audit log that can be changed",
      "grant update on crm.audit_log to catalyst_worker",
      "crm.audit_log",
      "append-only",
    ],
  ],
  "queue-columns": [
    ["text in the queue", "alter table engine.run_queue add column reason text", "engine.run_queue.reason", "text"],
    ["a document in the queue", "alter table engine.workers add column state jsonb", "engine.workers.state", "jsonb"],
    [
      "words without an end",
      "alter table engine.workers add column name text check (name <> '')",
      "engine.workers.name",
      "text",
    ],
  ],
  "definer-functions": [
    [
      "a view with its owner's rights",
      "create view crm.made as select * from crm.deals",
      "crm.made",
      "security_invoker",
    ],
    ["a materialised view", "create materialized view crm.made as select 1 as one", "crm.made", "materialised"],
    [
      "a function with the owner's rights",
      "create function app.made() returns int language sql security definer set search_path = pg_catalog as 'select 1'; revoke all on function app.made from public; grant execute on function app.made to catalyst_app",
      "app.made",
      "catalyst_app may run it",
    ],
    [
      "a function that everybody may run",
      "create function app.made() returns int language sql as 'select 1'",
      "app.made",
      "PUBLIC may run it",
    ],
    [
      "a function whose names the caller resolves",
      "alter function crm.fill_slots reset search_path",
      "crm.fill_slots",
      "not pinned",
    ],
  ],
  "leakproof-keys": [
    [
      "a numeric key",
      "alter table crm.deals add column cost numeric; create index made on crm.deals (tenant_id, cost)",
      "crm.made",
      "numeric_eq",
    ],
    [
      "an enum key",
      "create type crm.mood as enum ('good'); alter table crm.deals add column mood crm.mood; create index made on crm.deals (tenant_id, mood)",
      "crm.made",
      "enum_eq",
    ],
    ["an expression", "create index made on crm.contacts (tenant_id, lower(email))", "crm.made", "expression"],
    ["a document", "create index made on crm.records (tenant_id, values)", "crm.made", "jsonb_eq"],
    ["another access method", "create index made on crm.contacts using hash (tenant_id)", "crm.made", "no B-tree"],
  ],
};

test("the migrated schema has no finding", async () => {
  expect(await findingsAfter("select 1")).toEqual([]);
});

test("every rule is broken on purpose", () => {
  expect(Object.keys(BREACHES)).toEqual(SCHEMA_RULES.map((rule) => rule.name));
});

describe.each(Object.entries(BREACHES))("%s", (rule, breaches) => {
  test.each(breaches)("finds %s", async (_what, breach, object, problem) => {
    const findings = await findingsAfter(breach);

    expect(findings).toContainEqual({
      rule,
      object: expect.stringContaining(object),
      problem: expect.stringContaining(problem),
    });
  });
});

test("the lint leaves the session's search path as it was", async () => {
  await withClient(db.urls.admin, async (admin) => {
    await admin.query("set search_path = crm, app");
    await lintSchema(admin);
    expect((await admin.query("show search_path")).rows).toEqual([{ search_path: "crm, app" }]);
  });
});
