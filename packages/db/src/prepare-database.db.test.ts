import { testDatabase } from "@catalyst/testkit";
import { expect, test } from "vitest";
import { type Migration, migrate, pendingMigrations, readMigrations } from "./migrate.ts";
import { withClient } from "./prepare-database.ts";

const migration = (name: string, sql: string, checksum = name): Migration => ({ name, sql, checksum });
const later = "29990101000000";

test("no role of ours may pass row level security, create roles or make databases", async () => {
  await using db = await testDatabase();

  const roles = await db.adminQuery(
    "select rolname from pg_roles where rolname like 'catalyst\\_%' and rolname <> 'catalyst_admin' and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) order by 1",
  );

  expect(roles.map((role) => role["rolname"])).toEqual([
    "catalyst_app",
    "catalyst_auth",
    "catalyst_owner",
    "catalyst_worker",
  ]);
});

test.each(["app", "worker", "auth"] as const)(
  "the %s role has time-outs, makes no table and no temporary table",
  async (role) => {
    await using db = await testDatabase();

    await withClient(db.urls[role], async (client) => {
      const settings = await client.query(
        "select name from pg_settings where source = 'user' and setting <> '0' and name like '%timeout' order by 1",
      );
      expect(settings.rows.map((row) => row.name)).toEqual([
        "idle_in_transaction_session_timeout",
        "lock_timeout",
        "statement_timeout",
      ]);
      await expect(client.query("create table public.mine (id int)")).rejects.toThrow("permission denied");
      await expect(client.query("create temporary table mine (id int)")).rejects.toThrow("permission denied");
    });
  },
);

test.each(["app", "worker"] as const)("the %s role reads neither identity nor the signing keys", async (role) => {
  await using db = await testDatabase();

  await withClient(db.urls[role], async (client) => {
    await expect(client.query('select * from identity."user"')).rejects.toThrow("permission denied");
    await expect(client.query("select * from vault.context_keys")).rejects.toThrow("permission denied");
  });
});

test("the auth role reads identity and nothing else", async () => {
  await using db = await testDatabase();

  await withClient(db.urls.auth, async (client) => {
    expect((await client.query("show search_path")).rows).toEqual([{ search_path: "identity" }]);
    await expect(client.query("select * from crm.records")).rejects.toThrow("permission denied");
    await expect(client.query("select * from pgboss.job")).rejects.toThrow("permission denied");
  });
});

test("migrations apply once, in order, and are recorded as Prisma records them", async () => {
  await using db = await testDatabase();

  const rows = await db.ownerQuery<{ migration_name: string; checksum: string }>(
    "select migration_name, checksum from public._prisma_migrations where finished_at is not null and applied_steps_count = 1 order by started_at",
  );

  expect(rows).toEqual(readMigrations().map(({ name, checksum }) => ({ migration_name: name, checksum })));
  expect(await withClient(db.urls.owner, (owner) => migrate(owner))).toEqual([]);
});

test("the server's role can see that nothing is pending, for readiness", async () => {
  await using db = await testDatabase();

  expect(await withClient(db.urls.app, (app) => pendingMigrations(app))).toEqual([]);
});

test("a migration that fails leaves nothing behind and says where it failed", async () => {
  await using db = await testDatabase();
  const broken = migration(`${later}_broken`, "create table public.half (id int);\nselect * from nowhere;");

  const attempt = withClient(db.urls.owner, (owner) => migrate(owner, [...readMigrations(), broken]));

  await expect(attempt).rejects.toThrow(/broken failed at line 2: .*nowhere/);
  expect(await db.ownerQuery("select to_regclass('public.half') as half")).toEqual([{ half: null }]);
});

test("a migration that was changed after it was applied is refused", async () => {
  await using db = await testDatabase();
  const changed = readMigrations().map((one, index) => (index === 0 ? { ...one, checksum: "other" } : one));

  await expect(withClient(db.urls.owner, (owner) => migrate(owner, changed))).rejects.toMatchObject({
    code: "migration_changed",
  });
});

test("a database that a newer version migrated is refused", async () => {
  await using db = await testDatabase();
  const newer = [...readMigrations(), migration(`${later}_newer`, "select 1")];
  await withClient(db.urls.owner, (owner) => migrate(owner, newer));

  await expect(withClient(db.urls.owner, (owner) => migrate(owner))).rejects.toMatchObject({
    code: "migration_unknown",
  });
});

test("two processes that migrate at once apply each migration once", async () => {
  await using db = await testDatabase();
  const slow = [
    ...readMigrations(),
    migration(`${later}_slow`, "create table public.slow (id int); select pg_sleep(0.2)"),
  ];

  const applied = await Promise.all([1, 2].map(() => withClient(db.urls.owner, (owner) => migrate(owner, slow))));

  expect(applied.flat()).toEqual([`${later}_slow`]);
});
