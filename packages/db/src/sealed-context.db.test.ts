import { createHmac, randomUUID } from "node:crypto";
import type { Principal } from "@catalyst/contracts";
import { testDatabase, type TestDatabase, testTenant, type TestTenant } from "@catalyst/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { hmacPads } from "./derive-keys.ts";
import { sealContext } from "./seal-context.ts";
import { withTenant } from "./with-tenant.ts";

let db: TestDatabase;
let database: Database;
let tenantA: TestTenant;
let tenantB: TestTenant;
let admin: Principal;

beforeAll(async () => {
  db = await testDatabase();
  // One connection: what one transaction leaves behind, the next one meets.
  database = openDatabase({ url: db.urls.app, contextKey: db.contextKey, poolSize: 1, onIdleError: () => undefined });
  [tenantA, tenantB] = [await testTenant(db), await testTenant(db)];
  admin = tenantA.principals.admin;
});
beforeEach(async () => {
  await db.adminQuery("update crm.tenants set status = 'active'");
});
afterAll(async () => {
  await database.pool.end();
  await db[Symbol.asyncDispose]();
});

const TENANTS = "select tenant_id from crm.tenants";
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

type Seal = { readonly kid?: string; readonly expires?: string; readonly tenant?: string; readonly key?: Buffer };

function seal({
  kid = "1",
  expires = String(nowSeconds() + 60),
  tenant = admin.tenantId,
  key = db.contextKey,
}: Seal): string {
  const payload = `v1.${kid}.${expires}.${tenant}.${admin.principalId}.all.`;
  return `${payload}.${createHmac("sha256", key).update(payload).digest("hex")}`;
}

/** What a statement sees on a bare connection of the application's role under this context. */
async function under(context: string | null, sql: string): Promise<readonly unknown[]> {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    if (context !== null) await client.query("select set_config('app.ctx', $1, true)", [context]);
    return (await client.query(sql)).rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

test("a sealed context opens its tenant and no other", async () => {
  expect(await under(sealContext(admin, db.contextKey, Date.now()), TENANTS)).toEqual([
    { tenant_id: tenantA.tenantId },
  ]);
});

test("without a context there is an error and no row", async () => {
  await expect(under(null, TENANTS)).rejects.toThrow("no tenant context");
  await expect(under("", TENANTS)).rejects.toThrow("no tenant context");
});

describe("refused is a context", () => {
  test.each<readonly [string, () => string, string]>([
    ["sealed with another key", () => seal({ key: Buffer.alloc(32, 7) }), "forged"],
    ["whose tenant was exchanged", () => seal({}).replace(tenantA.tenantId, tenantB.tenantId), "forged"],
    ["whose seal lacks its last digit", () => seal({}).slice(0, -1), "forged"],
    ["with a key id that nobody knows", () => seal({ kid: "99" }), "forged"],
    ["with the owner's key id", () => seal({ kid: "0" }), "forged"],
    ["that expired over a minute ago", () => seal({ expires: String(nowSeconds() - 75) }), "expired"],
    ["of another format", () => seal({}).replace("v1.", "v2."), "malformed"],
    ["with a key id that is no number", () => seal({ kid: "1 or true" }), "malformed"],
    ["with a part too many", () => seal({ tenant: `${admin.tenantId}.x` }), "malformed"],
  ])("%s", async (_what, context, problem) => {
    await expect(under(context(), TENANTS)).rejects.toThrow(problem);
  });

  test("anything that was made up", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 80 }).filter((made) => !made.includes("\0"));
    const dotted = fc
      .array(fc.string({ unit: "grapheme-ascii", maxLength: 12 }), { minLength: 6, maxLength: 10 })
      .map((parts) => `v1.1.${parts.join(".")}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, dotted), async (made) => {
        await expect(under(made, TENANTS)).rejects.toThrow("tenant context");
      }),
      { numRuns: 60 },
    );
  });
});

test("a context that expired within the last minute is accepted, since clocks differ", async () => {
  expect(await under(seal({ expires: String(nowSeconds() - 30) }), TENANTS)).toHaveLength(1);
});

test("two keys are valid at once, and one that is past its time is not", async () => {
  const key = Buffer.alloc(32, 2);
  const { inner, outer } = hmacPads(key);
  await db.adminQuery(
    "insert into vault.context_keys (kid, ipad, opad, not_after) values (2, $1, $2, now() + interval '1 hour')",
    [inner, outer],
  );
  expect(await under(seal({ kid: "2", key }), TENANTS)).toHaveLength(1);
  expect(await under(seal({}), TENANTS)).toHaveLength(1);

  await db.adminQuery("update vault.context_keys set not_after = now() where kid = 2");

  await expect(under(seal({ kid: "2", key }), TENANTS)).rejects.toThrow("forged");
});

describe("injected SQL", () => {
  const injected = (sql: string, values: readonly unknown[] = []): Promise<readonly unknown[]> =>
    withTenant(database, admin, async (tx) => (await tx.query(null, sql, values)).rows);

  test("that sets a tenant reaches no other one", async () => {
    const rows = await injected(`${TENANTS} where set_config('app.tenant_id', $1, true) is not null`, [
      tenantB.tenantId,
    ]);
    expect(rows).toEqual([{ tenant_id: tenantA.tenantId }]);
  });

  test("that sets a context of its own making gets an error", async () => {
    const forged = sealContext(tenantB.principals.admin, Buffer.alloc(32, 9), Date.now());
    await expect(
      injected("select set_config('app.ctx', $1, true)", [forged]).then(() => injected(TENANTS)),
    ).resolves.toEqual([{ tenant_id: tenantA.tenantId }]);
    await expect(
      withTenant(database, admin, async (tx) => {
        await tx.query(null, "select set_config('app.ctx', $1, true)", [forged]);
        return tx.query(null, TENANTS, []);
      }),
    ).rejects.toThrow("no right");
  });

  test("reads neither keys nor identity nor functions of the owner", async () => {
    for (const sql of [
      "select * from vault.context_keys",
      `select * from identity."user"`,
      "select vault.seal('v1', 1)",
      "select vault.open_tenant(gen_random_uuid())",
    ]) {
      await expect(injected(sql)).rejects.toThrow("no right");
    }
  });

  test("leaves nothing on the connection for the next tenant", async () => {
    await injected(`select set_config('search_path', 'crm', false), set_config('statement_timeout', '0', false), set_config('DateStyle', 'German', false),
      set_config('TimeZone', 'Asia/Tokyo', false), set_config('row_security', 'off', false), set_config('app.ctx', 'v1', false)`);

    const rows = await withTenant(database, tenantB.principals.admin, async (tx) => {
      const settings =
        "current_setting('search_path') as path, current_setting('statement_timeout') as timeout, current_setting('DateStyle') as dates";
      return (
        await tx.query(
          null,
          `select tenant_id, ${settings}, current_setting('TimeZone') as zone, current_setting('row_security') as security from crm.tenants`,
          [],
        )
      ).rows;
    });

    expect(rows).toEqual([
      {
        tenant_id: tenantB.tenantId,
        path: "pg_catalog",
        timeout: "10s",
        dates: "ISO, YMD",
        zone: "UTC",
        security: "on",
      },
    ]);
  });
});

test("a row of another tenant can be neither written nor taken over", async () => {
  const key = `c_${randomUUID().slice(0, 8).replaceAll("-", "")}`;
  const insert =
    "insert into crm.entity_types (tenant_id, key, kind, label, label_plural, primary_field) values ($1, $2, 'custom', 'x', 'xs', 'name')";
  const asA = (sql: string, values: readonly unknown[]): Promise<number | null> =>
    withTenant(database, admin, async (tx) => (await tx.query(null, sql, values)).rowCount);

  await expect(asA(insert, [tenantB.tenantId, key])).rejects.toThrow("no right");
  expect(await asA("update crm.entity_types set label = 'mine' where tenant_id = $1", [tenantB.tenantId])).toBe(0);
  await asA(insert, [tenantA.tenantId, key]);
  await expect(
    asA("update crm.entity_types set tenant_id = $1 where key = $2", [tenantB.tenantId, key]),
  ).rejects.toThrow("no right");
});

test("a tenant that is not active is closed at once", async () => {
  await db.adminQuery("update crm.tenants set status = 'suspended' where tenant_id = $1", [tenantA.tenantId]);
  await expect(withTenant(database, admin, async () => "in")).rejects.toMatchObject({ code: "forbidden" });
});

test("a transaction at another isolation level is refused", async () => {
  const context = sealContext(admin, db.contextKey, Date.now());
  const client = await database.pool.connect();
  try {
    await client.query("begin isolation level repeatable read");
    await expect(client.query("select app.enter($1, 1000)", [context])).rejects.toThrow("read committed only");
  } finally {
    await client.query("rollback");
    client.release();
  }
});
