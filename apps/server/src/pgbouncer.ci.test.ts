import { testDatabase, testTenant } from "@catalyst/testkit";
import { expect, onTestFinished, test } from "vitest";
import { createLogger, createServer } from "./create-server.ts";
import { startPgBouncer, throughPooler } from "./real-services.fixture.ts";
import { Browser, emailOf, givePasswords, testConfig } from "./server.fixture.ts";

test("behind PgBouncer in transaction mode two tenants work at once and each sees its own data alone", async () => {
  const db = await testDatabase();
  const tenants = [await testTenant(db), await testTenant(db)] as const;
  await givePasswords(db);
  const pooler = await startPgBouncer(db);
  const config = testConfig(db, {
    databaseUrlApp: throughPooler(db.urls.app, pooler),
    databaseUrlAuth: throughPooler(db.urls.auth, pooler),
    databasePoolSize: 8,
  });
  const server = await createServer(config, createLogger(config));
  onTestFinished(async () => {
    await server.close();
    await pooler[Symbol.asyncDispose]();
    await db[Symbol.asyncDispose]();
  });
  const browsers = tenants.map(() => new Browser(`http://127.0.0.1:${server.port}`));
  for (const [index, browser] of browsers.entries())
    await browser.signIn(emailOf(tenants[index === 0 ? 0 : 1].principals.admin));

  const work = browsers.flatMap((browser, tenant) =>
    Array.from({ length: 40 }, (_, n) => oneRound(browser, `tenant-${tenant}-${n}`)),
  );
  const seen = await Promise.all(work);

  for (const [index, names] of seen.entries()) {
    const own = index < 40 ? "tenant-0-" : "tenant-1-";
    expect(names.every((name) => name.startsWith(own))).toBe(true);
  }
  expect(seen.flat().length).toBeGreaterThan(80);
});

/** Writes a company and lists all: a context or a prepared statement that stayed on the wrong connection would show. */
async function oneRound(browser: Browser, name: string): Promise<readonly string[]> {
  const created = await browser.mutate("records.create", { entityType: "companies", fields: { name } });
  if (created.error !== null) throw new Error(JSON.stringify(created.error));
  const listed = await browser.query("records.list", { entityType: "companies", limit: 200 });
  if (listed.error !== null) throw new Error(JSON.stringify(listed.error));
  return (listed.data as { readonly records: readonly { readonly displayName: string }[] }).records.map(
    (record) => record.displayName,
  );
}
