import { expect, test } from "vitest";
import { testDatabase } from "./test-database.ts";

test("a test database is migrated and belongs to the owner role", async () => {
  await using db = await testDatabase();

  const migrations = await db.ownerQuery("select 1 from public._prisma_migrations");
  const [owner] = await db.ownerQuery<{ owner: string }>(
    "select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()",
  );

  expect(migrations.length).toBeGreaterThan(0);
  expect(owner?.owner).toBe("catalyst_owner");
});

test("two test databases do not see each other's rows", async () => {
  await using first = await testDatabase();
  await using second = await testDatabase();

  await first.ownerQuery("create table public.mark (id int)");

  await expect(second.ownerQuery("select * from public.mark")).rejects.toThrow("does not exist");
});
