import { randomUUID } from "node:crypto";
import { type Principal, PrincipalId, TenantId } from "@catalyst/contracts";
import { testDatabase, type TestDatabase } from "@catalyst/testkit";
import { expect, onTestFinished, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { mapTransactionControl } from "./pinned-pool.ts";
import { prismaInTenant } from "./prisma-in-tenant.ts";
import { withTenant } from "./with-tenant.ts";

async function seedTenant(db: TestDatabase, slug: string): Promise<Principal> {
  const tenantId = TenantId.parse(randomUUID());
  await db.adminQuery("insert into crm.tenants (tenant_id, name, slug) values ($1, $2, $2)", [tenantId, slug]);
  await db.adminQuery(
    "insert into crm.pipelines (tenant_id, pipeline_id, name, position) values ($1, gen_random_uuid(), $2, 1)",
    [tenantId, slug],
  );
  const principalId = PrincipalId.parse(randomUUID());
  return { tenantId, principalId, role: "admin", scope: "all", scopeByEntityType: {}, teamIds: [] };
}

function open(db: TestDatabase): Database {
  const database = openDatabase({
    url: db.urls.app,
    contextKey: db.contextKey,
    poolSize: 4,
    onIdleError: () => undefined,
  });
  onTestFinished(() => database.pool.end());
  return database;
}

const pipelineNames = async (db: TestDatabase): Promise<readonly unknown[]> =>
  (await db.adminQuery("select name from crm.pipelines order by name")).map((row) => row["name"]);

test("Prisma sees the tenant of the transaction and no other", async () => {
  await using db = await testDatabase();
  const [first, second] = [await seedTenant(db, "first"), await seedTenant(db, "second")];
  const database = open(db);
  const names = (principal: Principal): Promise<readonly string[]> =>
    withTenant(database, principal, (tx) =>
      prismaInTenant(tx, async (prisma) => (await prisma.pipeline.findMany()).map(({ name }) => name)),
    );

  expect(await Promise.all([names(first), names(second), names(first), names(second)])).toEqual([
    ["first"],
    ["second"],
    ["first"],
    ["second"],
  ]);
});

test("ROLLBACK of the tenant's transaction undoes what Prisma committed in its own", async () => {
  await using db = await testDatabase();
  const principal = await seedTenant(db, "first");
  const key = { tenantId: principal.tenantId, pipelineId: randomUUID() };

  const attempt = withTenant(open(db), principal, async (tx) => {
    await prismaInTenant(tx, (prisma) =>
      prisma.$transaction((inner) => inner.pipeline.create({ data: { ...key, name: "lost", position: 2 } })),
    );
    await prismaInTenant(tx, (prisma) =>
      prisma.$transaction([prisma.pipeline.count(), prisma.pipeline.updateMany({ data: { position: 9 } })]),
    );
    throw new Error("the tenant's transaction fails");
  });

  await expect(attempt).rejects.toThrow("the tenant's transaction fails");
  expect(await pipelineNames(db)).toEqual(["first"]);
  expect(await db.adminQuery("select position from crm.pipelines")).toEqual([{ position: 1 }]);
});

test("a failed $transaction is undone alone, and the tenant's transaction goes on in its tenant", async () => {
  await using db = await testDatabase();
  const principal = await seedTenant(db, "first");
  await seedTenant(db, "second");
  const create = (name: string) => ({
    data: { tenantId: principal.tenantId, pipelineId: randomUUID(), name, position: 2 },
  });

  const seen = await withTenant(open(db), principal, (tx) =>
    prismaInTenant(tx, async (prisma) => {
      const failing = prisma.$transaction(async (inner) => {
        await inner.pipeline.create(create("undone"));
        throw new Error("changed my mind");
      });
      await expect(failing).rejects.toThrow("changed my mind");
      await prisma.pipeline.create(create("kept"));
      return (await prisma.pipeline.findMany({ orderBy: { name: "asc" } })).map(({ name }) => name);
    }),
  );

  expect(seen).toEqual(["first", "kept"]);
  expect(await pipelineNames(db)).toEqual(["first", "kept", "second"]);
});

test("Prisma may not change the isolation level", async () => {
  await using db = await testDatabase();
  const principal = await seedTenant(db, "first");

  const attempt = withTenant(open(db), principal, (tx) =>
    prismaInTenant(tx, (prisma) =>
      prisma.$transaction((inner) => inner.pipeline.count(), { isolationLevel: "Serializable" }),
    ),
  );

  await expect(attempt).rejects.toThrow();
});

test("a client that was kept beyond its call is refused", async () => {
  await using db = await testDatabase();
  const principal = await seedTenant(db, "first");

  const kept = await withTenant(open(db), principal, (tx) =>
    prismaInTenant(tx, async (prisma) => ({ count: () => prisma.pipeline.count() })),
  );

  await expect(kept.count()).rejects.toThrow("outside of prismaInTenant");
});

test.each([
  ["BEGIN", "savepoint s1"],
  ["COMMIT", "release savepoint s1"],
  ["ROLLBACK", "rollback to savepoint s1; release savepoint s1"],
  ["ROLLBACK TO SAVEPOINT inner_one", undefined],
  ["SELECT 1", undefined],
])("%s becomes %s", (text, mapped) => {
  expect(mapTransactionControl(text, "s1")).toBe(mapped);
});
