import { randomUUID } from "node:crypto";
import { testDatabase, type TestDatabase, testTenant } from "@catalyst/testkit";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { type TenantTransaction, withTenant } from "./with-tenant.ts";

const SLOTS = ["n1", "t1", "d1", "b1", "u1", "r1"] as const;
type Slot = (typeof SLOTS)[number];
type Filled = Readonly<Record<Slot, unknown>> & { readonly slot_error: boolean };
type Values = Readonly<Partial<Record<`f_${Slot}`, unknown>>>;

/** Computes a slot from a value as PostgreSQL alone would: what a rebuild gives. */
const FUNCTION_OF: Readonly<Record<Slot, string>> = {
  n1: "slot_number",
  t1: "slot_text",
  d1: "slot_time",
  b1: "slot_boolean",
  u1: "slot_unique",
  r1: "slot_user",
};

let db: TestDatabase;
let admin: pg.Client;
let tenantId: string;

beforeAll(async () => {
  db = await testDatabase();
  const tenant = await testTenant(db);
  tenantId = tenant.tenantId;
  const database = openDatabase({
    url: db.urls.app,
    contextKey: db.contextKey,
    poolSize: 1,
    onIdleError: () => undefined,
  });
  await withTenant(database, tenant.principals.admin, (tx) => assignSlots(tx));
  await database.pool.end();
  admin = new pg.Client({ connectionString: db.urls.admin });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await db[Symbol.asyncDispose]();
});

async function assignSlots(tx: TenantTransaction): Promise<void> {
  for (const slot of SLOTS) {
    const fieldId = randomUUID();
    await tx.query(
      null,
      "insert into crm.custom_field_definitions (tenant_id, field_id, entity_type, key, label, type) values ($1, $2, 'companies', $3, $3, 'text')",
      [tenantId, fieldId, `f_${slot}`],
    );
    await tx.query(
      null,
      "insert into crm.slot_assignments (tenant_id, entity_type, slot, field_id, field_key, state) values ($1, 'companies', $2, $3, $4, 'ready')",
      [tenantId, slot, fieldId, `f_${slot}`],
    );
  }
}

const columns = (render: (slot: Slot) => string): string => SLOTS.map(render).join(", ");

/** Inserts a record with these values in a transaction that is rolled back, and reads its slots as text. */
async function fill(
  values: Values,
): Promise<{ readonly filled: Filled; readonly rebuilt: Filled; readonly recomputed: readonly Filled[] }> {
  try {
    await admin.query("begin");
    const id = randomUUID();
    const text = JSON.stringify(values).replaceAll(String.raw`\u0000`, "");
    await admin.query(
      "insert into crm.records (tenant_id, entity_type, id, values) values ($1, 'companies', $2, $3::jsonb)",
      [tenantId, id, text],
    );
    const read = `select ${columns((slot) => `${slot}::text`)}, slot_error from crm.records where id = $1`;
    const recompute = `select ${columns((slot) => `crm.${FUNCTION_OF[slot]}(values -> 'f_${slot}')::text as ${slot}`)}, slot_error from crm.records where id = $1`;
    await admin.query("set local timezone = 'UTC'");
    const filled = await admin.query<Filled>(read, [id]);
    await admin.query(
      "update crm.records set values = values, n1 = 1, t1 = 'drifted', b1 = true, slot_error = false where id = $1",
      [id],
    );
    const rebuilt = await admin.query<Filled>(read, [id]);
    const recomputed = await admin.query<Filled>(recompute, [id]);
    const [first, second] = [filled.rows[0], rebuilt.rows[0]];
    if (first === undefined || second === undefined) throw new Error("The record is gone");
    return { filled: first, rebuilt: second, recomputed: recomputed.rows };
  } finally {
    await admin.query("rollback");
  }
}

const EMPTY: Filled = { n1: null, t1: null, d1: null, b1: null, u1: null, r1: null, slot_error: false };
const USER = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000";

test.each<readonly [string, Values, Partial<Filled>]>([
  ["a number", { f_n1: 12.5 }, { n1: "12.5" }],
  ["a text", { f_t1: "Ärzte & Söhne" }, { t1: "Ärzte & Söhne" }],
  ["a long text, cut", { f_t1: "😀".repeat(700) }, { t1: "😀".repeat(500) }],
  ["a date", { f_d1: "2024-02-29" }, { d1: "2024-02-29 00:00:00+00" }],
  ["a time in UTC", { f_d1: "2026-11-22T20:53:00.123456Z" }, { d1: "2026-11-22 20:53:00.123456+00" }],
  ["yes", { f_b1: true }, { b1: "true" }],
  ["a unique text, without case and outer spaces", { f_u1: "  ÄCME@Example.com " }, { u1: "äcme@example.com" }],
  ["a unique number", { f_u1: 42 }, { u1: "42" }],
  ["a user", { f_r1: USER }, { r1: USER }],
  ["nothing", {}, {}],
  ["an empty value, which is no error", { f_n1: null, f_d1: null }, {}],
])("the slots hold %s", async (_what, values, expected) => {
  expect((await fill(values)).filled).toEqual({ ...EMPTY, ...expected });
});

test.each<readonly [string, Values]>([
  ["a day that does not exist", { f_d1: "2026-02-30" }],
  ["the 29th of February in a common year", { f_d1: "2100-02-29" }],
  ["a word for a time", { f_d1: "infinity" }],
  ["a time in another zone", { f_d1: "2026-11-22T20:53:00+02:00" }],
  ["a number in a text", { f_n1: "12" }],
  ["a word for a number", { f_n1: "NaN" }],
  ["a text in a number", { f_t1: 12 }],
  ["a text for yes", { f_b1: "true" }],
  ["a list", { f_t1: ["a"] }],
  ["a document in a unique field", { f_u1: { a: 1 } }],
  ["a user that is none", { f_r1: "somebody" }],
])("%s leaves its slot empty and is marked, without an error that would print it", async (_what, values) => {
  expect((await fill(values)).filled).toEqual({ ...EMPTY, slot_error: true });
});

test("a number that no float8 can hold is marked, too", async () => {
  const insert = `insert into crm.records (tenant_id, entity_type, id, values) values ($1, 'companies', gen_random_uuid(), $2::jsonb) returning n1, slot_error`;
  for (const number of ["1e400", "-1e400", "1e-400", `0.${"0".repeat(400)}1`]) {
    expect(await db.adminQuery(insert, [tenantId, `{"f_n1": ${number}}`])).toEqual([{ n1: null, slot_error: true }]);
  }
});

test("the longest unique values are told apart, and fit into their index", async () => {
  const insert =
    "insert into crm.records (tenant_id, entity_type, id, values) values ($1, 'companies', gen_random_uuid(), jsonb_build_object('f_u1', $2::text))";
  const long = "İ".repeat(5_000);
  await db.adminQuery(insert, [tenantId, `${long}a`]);
  await db.adminQuery(insert, [tenantId, `${long}b`]);
  await db.adminQuery(insert, [tenantId, "𐎀".repeat(500)]);

  await expect(db.adminQuery(insert, [tenantId, ` ${long}B `])).rejects.toThrow("duplicate key");
});

test("whatever the values are, every slot is filled without an error, and a rebuild gives the same bytes", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    fc.uuid(),
    fc.constantFrom("2026-02-29", "0000-01-01", "9999-12-31", "1e5", "true", ""),
  );
  const value = fc.oneof(
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.jsonValue({ stringUnit: "binary", maxDepth: 2 }),
  );
  const values = fc.record(
    { f_n1: value, f_t1: value, f_d1: value, f_b1: value, f_u1: value, f_r1: value },
    { requiredKeys: [] },
  );

  await fc.assert(
    fc.asyncProperty(values, async (made) => {
      const { filled, rebuilt, recomputed } = await fill(made);
      expect(rebuilt).toEqual(filled);
      expect(recomputed).toEqual([filled]);
      const unfit = SLOTS.some((slot) => filled[slot] === null && JSON.stringify(made[`f_${slot}`] ?? null) !== "null");
      expect(filled.slot_error).toBe(unfit);
    }),
    { numRuns: 150 },
  );
});

test("records are written at READ COMMITTED only, since an older snapshot holds an older map", async () => {
  await admin.query("begin isolation level repeatable read");
  try {
    await expect(
      admin.query("insert into crm.records (tenant_id, entity_type, id) values ($1, 'companies', gen_random_uuid())", [
        tenantId,
      ]),
    ).rejects.toThrow("read committed only");
  } finally {
    await admin.query("rollback");
  }
});
