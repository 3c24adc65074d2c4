import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldType, FieldValue } from "@catalyst/contracts";
import { isLockConflict, openDatabase, withTenant } from "@catalyst/db";
import { company, fixture, type Fixture } from "../record-service.fixture.ts";
import type { BackfillTarget } from "../ports.ts";
import { addField, runJobs, seedCompanies, type MadeField } from "./field-jobs.fixture.ts";

const SEED = { kind: "seed" } as const;

async function allDrifted(f: Fixture, entityType = "companies"): Promise<readonly string[]> {
  return (await f.as((tx) => f.fields.checkSlots(tx, { entityType, after: null }))).drifted;
}

test("twenty requests at once for five places give exactly five, and fifteen times use and limit", async () => {
  await using f = await fixture();
  const fields: MadeField[] = [];
  for (let place = 0; place < 20; place += 1)
    fields.push(await addField(f, { label: `Flag ${place}`, type: "boolean" }));
  const database = openDatabase({
    url: f.db.urls.app,
    contextKey: f.db.contextKey,
    poolSize: 20,
    onIdleError: () => undefined,
  });

  const outcomes = await Promise.allSettled(
    fields.map(({ fieldId }) =>
      withTenant(database, f.tenant.principals.admin, (tx) =>
        f.records.setFieldIndexed(tx, { fieldId, indexed: true }),
      ),
    ),
  );
  await database.pool.end();

  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  expect(outcomes.length - refused.length).toBe(5);
  expect(refused).toHaveLength(15);
  for (const error of refused)
    expect(error).toMatchObject({
      code: "quota_exceeded",
      message: expect.stringContaining("5 of 5 indexed yes-or-no fields are in use"),
    });
  const { slotUsage } = await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: false }));
  expect(slotUsage).toContainEqual({ kind: "boolean", used: 5, limit: 5 });
});

test("six writers miss no record in a hundred rounds of assigning and releasing", { timeout: 180_000 }, async () => {
  await using f = await fixture();
  const { tenantId } = f.tenant;
  const [score, rank] = [
    await addField(f, { label: "Score", type: "number" }),
    await addField(f, { label: "Rank", type: "number" }),
  ];
  await seedCompanies(f, 100, "jsonb_build_object('score', n, 'rank', -n)");
  const writing = openDatabase({
    url: f.db.urls.app,
    contextKey: f.db.contextKey,
    poolSize: 6,
    onIdleError: () => undefined,
  });
  let running = true;
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let round = 0; running; round += 1) {
      const write = writer < 2 && round < 100 ? INSERT_ONE : CHANGE_ONE;
      await withTenant(writing, f.tenant.principals.admin, (tx) => tx.query(null, write, [tenantId, round]));
    }
  });
  for (let round = 0; round < 100; round += 1) {
    // Now one field, now the other in the same place: what the round before left there is wrong in every row.
    const { fieldId } = round % 2 === 0 ? score : rank;
    await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }));
    const [target] = f.backfills.splice(0);
    if (target === undefined) throw new Error("A backfill was asked for");
    while (!(await oneBatch(f, target)).done);
    expect(await allDrifted(f)).toEqual([]);
    await f.as((tx) => tx.query(null, "delete from crm.slot_assignments where tenant_id = $1", [tenantId]));
  }
  running = false;
  await Promise.all(writers);
  await writing.pool.end();
});

const INSERT_ONE = `
  insert into crm.records (tenant_id, entity_type, id, values)
  select $1, 'companies', gen_random_uuid(), jsonb_build_object('score', $2::int, 'rank', -$2::int)`;
const CHANGE_ONE = `
  update crm.records r set values = r.values || jsonb_build_object('score', $2::int, 'rank', -$2::int) from (
    select id from crm.records where tenant_id = $1 and entity_type = 'companies' and id > gen_random_uuid() order by id limit 1) o
  where r.tenant_id = $1 and r.entity_type = 'companies' and r.id = o.id`;

/** A batch that gave way to a writer is tried again, as the job does. */
function oneBatch(f: Fixture, target: BackfillTarget): Promise<{ done: boolean }> {
  return f
    .as((tx) => f.records.runBackfillBatch(tx, target))
    .catch((error: unknown) => {
      if (isLockConflict(error)) return { done: false };
      throw error;
    });
}

test("filling an index in can be stopped: its place goes back, and no row keeps a trace", async () => {
  await using f = await fixture();
  const { fieldId } = await addField(f, { label: "Score", type: "number" });
  await seedCompanies(f, 2_500, "jsonb_build_object('score', n)");
  await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }));
  await f.as((tx) => f.records.runBackfillBatch(tx, { entityType: "companies", slot: "n1" }));
  const status = async () =>
    (await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: false }))).status[fieldId]
      ?.search;
  expect(await status()).toMatchObject({ slot: "n1", state: "building", doneRecords: 2_000, totalRecords: 2_500 });

  await f.as((tx) => f.fields.cancelIndexing(tx, { fieldId, index: "search" }));
  await runJobs(f);

  expect(await status()).toBeNull();
  expect(await f.db.adminQuery("select from crm.records where n1 is not null")).toEqual([]);
  expect(await f.db.adminQuery("select slot, state from crm.slot_assignments")).toEqual([
    { slot: "n1", state: "quarantined" },
  ]);
  expect(await allDrifted(f)).toEqual([]);
});

test("a job that was killed between two batches goes on, and one that was stopped says so", async () => {
  await using f = await fixture();
  const { fieldId } = await addField(f, { label: "Score", type: "number" });
  await seedCompanies(f, 4_100, "jsonb_build_object('score', n)");
  await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }));
  const [target] = f.backfills;
  if (target === undefined) throw new Error("A backfill was asked for");
  await f.as((tx) => f.records.runBackfillBatch(tx, target));
  await expect(
    f.as(async (tx) => {
      await f.records.runBackfillBatch(tx, target);
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  expect(await f.db.adminQuery("select done_rows::int as done from crm.slot_assignments")).toEqual([{ done: 2_000 }]);
  await runJobs(f);
  expect(await allDrifted(f)).toEqual([]);
  expect(await f.db.adminQuery("select state from crm.slot_assignments")).toEqual([{ state: "ready" }]);
});

test("values that do not fit their index are counted and shown, and never stop a writer", async () => {
  await using f = await fixture();
  const { fieldId } = await addField(f, { label: "Score", type: "number", indexed: true });
  const { record } = await f.as((tx) => f.records.create(tx, company("Odd", { score: 1 }), SEED));
  // As a bug or another program would leave it.
  await f.db.adminQuery('update crm.records set values = values || \'{"score": "text"}\' where id = $1', [record.id]);
  await f.as((tx) => f.records.create(tx, company("Even", { score: 2 }), SEED));

  const { status } = await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: false }));
  expect(status[fieldId]?.slotErrors).toEqual({
    count: 1,
    samples: [{ id: record.id, entityType: "companies", displayName: "Odd" }],
  });
  await f.as((tx) =>
    f.records.update(
      tx,
      { entityType: "companies", id: record.id, version: record.version, fields: { score: 3 } },
      SEED,
    ),
  );
  const mended = await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: false }));
  expect(mended.status[fieldId]?.slotErrors.count).toBe(0);
});

const VALUES: Readonly<Partial<Record<FieldType, fc.Arbitrary<FieldValue>>>> = {
  text: fc.string({ maxLength: 700, unit: "grapheme" }).map((text) => text.replaceAll("\u0000", "")),
  number: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100),
  boolean: fc.boolean(),
  date: fc
    .date({ min: new Date("1900-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  currency: fc.record({ amount: fc.integer({ min: -9_999, max: 9_999 }), currency: fc.constantFrom("EUR", "CHF") }),
  percent: fc.integer({ min: 0, max: 100 }),
  email: fc.constantFrom("a@b.example", "C@D.example"),
};

test(
  "rebuilding every slot from the values gives the same bytes, whatever was written and indexed when",
  { timeout: 180_000 },
  async () => {
    await using f = await fixture();
    const types = Object.keys(VALUES) as (keyof typeof VALUES)[];
    const made: MadeField[] = [];
    for (const type of types) made.push(await addField(f, { label: `F ${type}`, type }, "companies"));
    const value = fc.tuple(...types.map((type) => fc.option(VALUES[type] ?? fc.constant(null))));
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.nat(made.length - 1),
        async (rows, place) => {
          const records = rows.map((row, index) => ({
            fields: { name: `R${index}`, ...Object.fromEntries(made.map((field, at) => [field.key, row[at] ?? null])) },
          }));
          await f.as((tx) => f.records.createMany(tx, { entityType: "companies", records, startRuns: false }, SEED));
          const field = made[place];
          if (field !== undefined)
            await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId: field.fieldId, indexed: true }));
          await runJobs(f);
          expect(await allDrifted(f)).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  },
);

test("the check names a record whose slot was written past the trigger", async () => {
  await using f = await fixture();
  await addField(f, { label: "Score", type: "number", indexed: true });
  const { record } = await f.as((tx) => f.records.create(tx, company("One", { score: 1 }), SEED));
  await f.db.adminQuery(
    "set session_replication_role = replica; update crm.records set n1 = 2; reset session_replication_role",
  );
  expect(await allDrifted(f)).toEqual([record.id]);
});

test("nobody writes a slot but the trigger, and a change of other columns leaves slots as they are", async () => {
  await using f = await fixture();
  await addField(f, { label: "Score", type: "number", indexed: true });
  const { record } = await f.as((tx) => f.records.create(tx, company("One", { score: 1 }), SEED));
  await expect(f.as((tx) => tx.query(null, "update crm.records set n1 = 2", []))).rejects.toThrow();
  const { principalId } = f.tenant.principals.sales;
  await f.as((tx) => f.records.update(tx, { ...record, fields: { ownerId: principalId } }, SEED));
  expect(await allDrifted(f)).toEqual([]);
});
