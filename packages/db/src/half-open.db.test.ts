import { testDatabase, testTenant } from "@catalyst/testkit";
import { startCommitProxy } from "@catalyst/testkit/commit-proxy";
import { expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { type TenantTransaction, withTenant } from "./with-tenant.ts";

test("a connection that goes silent is given up a while after its statement's time", async () => {
  await using db = await testDatabase();
  await using proxy = await startCommitProxy(Number(new URL(db.urls.app).port));
  const { principals } = await testTenant(db);
  const database = openDatabase({
    url: proxy.through(db.urls.app),
    contextKey: db.contextKey,
    poolSize: 1,
    statementTimeoutMs: 300,
    answerGraceMs: 200,
    onIdleError: () => undefined,
  });
  const look = (): Promise<unknown> => withTenant(database, principals.admin, (tx) => tx.query(null, "select 1", []));
  await look();
  proxy.arm("half_open", 1);

  await expect(look()).rejects.toMatchObject({ code: "unavailable" });
  await look();
  expect(database.pool.totalCount).toBe(1);
  await database.pool.end();
});

test("a COMMIT is given up much sooner by whom it is no harm to not know how it ended", async () => {
  await using db = await testDatabase();
  await using proxy = await startCommitProxy(Number(new URL(db.urls.worker).port));
  const { principals } = await testTenant(db);
  const database = openDatabase({
    url: proxy.through(db.urls.worker),
    contextKey: db.contextKey,
    poolSize: 1,
    statementTimeoutMs: 60_000,
    commitAnswerMs: 200,
    onIdleError: () => undefined,
  });
  const sleep = (tx: TenantTransaction): Promise<unknown> => tx.query(null, "select pg_sleep(0.5)", []);
  await withTenant(database, principals.admin, sleep);
  proxy.arm("half_open", 1);

  await expect(withTenant(database, principals.admin, sleep)).rejects.toMatchObject({ code: "unavailable" });
  await withTenant(database, principals.admin, sleep);
  expect(database.pool.totalCount).toBe(1);
  await database.pool.end();
});
