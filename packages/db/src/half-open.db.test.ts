import { testDatabase, testTenant } from "@catalyst/testkit";
import { startCommitProxy } from "@catalyst/testkit/commit-proxy";
import { expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { withTenant } from "./with-tenant.ts";

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
