import { randomUUID } from "node:crypto";
import type { Principal } from "@catalyst/contracts";
import { testDatabase, type TestDatabase, testMember, testTenant, type TestTenant } from "@catalyst/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { withTenant } from "./with-tenant.ts";

let db: TestDatabase;
let database: Database;
let tenant: TestTenant;
let sales: Principal;

beforeAll(async () => {
  db = await testDatabase();
  database = openDatabase({ url: db.urls.app, contextKey: db.contextKey, poolSize: 2, onIdleError: () => undefined });
  tenant = await testTenant(db);
  sales = tenant.principals.sales;
  const { tenantId, teamId } = tenant;
  const mate = await testMember(db, { tenantId, role: "sales", teamIds: [tenant.teamId] });
  const other = tenant.principals.manager;
  for (const entityType of ["companies", "deals"]) {
    await insert(entityType, "mine", sales, null);
    await insert(entityType, "mate's for the team", mate, teamId);
    await insert(entityType, "mate's own", mate, null);
    await insert(entityType, "other's", other, null);
    await insert(entityType, "nobody's", null, null);
  }
});
afterAll(async () => {
  await database.pool.end();
  await db[Symbol.asyncDispose]();
});

async function insert(entityType: string, name: string, owner: Principal | null, teamId: string | null): Promise<void> {
  await db.adminQuery(
    "insert into crm.records (tenant_id, entity_type, id, owner_id, team_id, display_name) values ($1, $2, gen_random_uuid(), $3, $4, $5)",
    [tenant.tenantId, entityType, owner?.principalId ?? null, teamId, name],
  );
}

async function namesSeen(principal: Principal, entityType: string): Promise<readonly string[]> {
  return withTenant(database, principal, async (tx) => {
    const result = await tx.query<{ display_name: string }>(
      null,
      "select display_name from crm.records where entity_type = $1",
      [entityType],
    );
    return result.rows.map((row) => row.display_name).sort();
  });
}

const ALL = ["mate's for the team", "mate's own", "mine", "nobody's", "other's"];
const TEAM = ["mate's for the team", "mine"];
const OWN = ["mine"];

test.each([
  ["all", {}, ALL, ALL],
  ["team", {}, TEAM, TEAM],
  ["own", {}, OWN, OWN],
  ["own", { deals: "all" }, OWN, ALL],
  ["all", { deals: "own" }, ALL, OWN],
  ["all", { companies: "team", deals: "own" }, TEAM, OWN],
  ["team", { companies: "own", deals: "all" }, OWN, ALL],
] as const)(
  "scope %s with %j sees just these records, whatever the query asks",
  async (scope, scopeByEntityType, companies, deals) => {
    const principal = { ...sales, scope, scopeByEntityType };

    expect(await namesSeen(principal, "companies")).toEqual(companies);
    expect(await namesSeen(principal, "deals")).toEqual(deals);
  },
);

test("a team that one is not in counts for nothing", async () => {
  const stranger = await testMember(db, { tenantId: tenant.tenantId, role: "sales", teamIds: [] });
  expect(await namesSeen({ ...stranger, scope: "team" }, "companies")).toEqual([]);
});

test("a record that one may not see can't be changed, nor can one be given away past one's own sight", async () => {
  const own: Principal = { ...sales, scope: "own", scopeByEntityType: {} };
  const change = (sql: string, values: readonly unknown[]): Promise<number | null> =>
    withTenant(database, own, async (tx) => (await tx.query(null, sql, values)).rowCount);

  expect(await change("update crm.records set version = version + 1 where display_name = 'other''s'", [])).toBe(0);
  await expect(
    change("update crm.records set owner_id = $1 where display_name = 'mine'", [tenant.principals.manager.principalId]),
  ).rejects.toThrow("no right");
  await expect(
    change("insert into crm.records (tenant_id, entity_type, id, owner_id) values ($1, 'companies', $2, $3)", [
      tenant.tenantId,
      randomUUID(),
      tenant.principals.manager.principalId,
    ]),
  ).rejects.toThrow("no right");
});

test("a partition can't be named to get around the rules", async () => {
  await expect(
    withTenant(database, sales, (tx) => tx.query(null, "select 1 from crm.records_deals", [])),
  ).rejects.toThrow("no right");
});
