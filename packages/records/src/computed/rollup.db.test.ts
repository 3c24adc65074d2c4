import { FieldId, type RecordId, type FieldConfig, type FieldValues, type RollupConfig } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";

const SCREEN = { kind: "screen" } as const;
const OF_DEALS = { entityType: "deals", relation: "company" } as const;

const rollup = (f: Fixture, label: string, config: RollupConfig, more: FieldConfig = {}) =>
  f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label, type: "rollup", config: { rollup: config, resultType: "number", ...more } }),
    }),
  );

const create = async (f: Fixture, entityType: string, fields: FieldValues) =>
  (await f.as((tx) => f.records.create(tx, { entityType, fields }, SCREEN))).record.id;

const change = (f: Fixture, id: RecordId, fields: FieldValues) =>
  f.as((tx) => f.records.updateMany(tx, { entityType: "deals", ids: [id], fields }, SCREEN));

/** Runs what the worker would run. */
const settle = async (f: Fixture) => {
  while (!(await f.as((tx) => f.records.runRecomputationBatch(tx, "companies"))).done);
  while (!(await f.as((tx) => f.records.runRollupBatch(tx))).done);
};

const company = async (f: Fixture, id: RecordId) =>
  (await f.as((tx) => f.records.get(tx, { entityType: "companies", id }))).record;

test("all five functions follow creating, changing, linking, deleting and restoring, and say when they are behind", async () => {
  await using f = await fixture();
  await rollup(f, "Deals", { ...OF_DEALS, function: "count" });
  await rollup(f, "Total", { ...OF_DEALS, function: "sum", field: "amount" });
  await rollup(f, "Mean", { ...OF_DEALS, function: "average", field: "amount" });
  await rollup(f, "Least", { ...OF_DEALS, function: "min", field: "amount" });
  const config = { ...OF_DEALS, function: "max", field: "close_date" } as const;
  await rollup(f, "Last", config, { resultType: "date" });
  const [a, b] = [await create(f, "companies", { name: "A" }), await create(f, "companies", { name: "B" })];

  const first = await create(f, "deals", { name: "1", amount: 0.1, company: a, close_date: "2026-03-01" });
  const second = await create(f, "deals", { name: "2", amount: 0.2, company: a, close_date: "2026-02-01" });
  expect((await company(f, a)).computed?.["total"]).toMatchObject({ updating: true });
  expect(f.recordJobs).toContainEqual({ kind: "rollup" });
  await settle(f);
  expect(await company(f, a)).toMatchObject({
    version: 1,
    fields: { deals: 2, total: 0.3, mean: 0.15, least: 0.1, last: "2026-03-01" },
    computed: { total: { updating: false, error: null } },
  });

  await change(f, first, { company: b, amount: 5 });
  await settle(f);
  expect((await company(f, a)).fields).toMatchObject({ deals: 1, total: 0.2, last: "2026-02-01" });
  expect((await company(f, b)).fields).toMatchObject({ deals: 1, total: 5 });

  await f.as((tx) => f.records.delete(tx, { entityType: "deals", ids: [second] }, SCREEN));
  await settle(f);
  expect((await company(f, a)).fields).toMatchObject({ deals: 0, total: 0, mean: null, least: null, last: null });
  await f.as((tx) => f.records.restore(tx, { entityType: "deals", ids: [second] }, SCREEN));
  await settle(f);
  expect((await company(f, a)).fields).toMatchObject({ deals: 1, total: 0.2 });
});

test("a filter decides what counts, and only fields that matter put a roll-up out of date", async () => {
  await using f = await fixture();
  const filter = { kind: "condition", field: "amount", operator: "atLeast", value: 10 } as const;
  await rollup(f, "Large", { ...OF_DEALS, function: "count", filter });
  const a = await create(f, "companies", { name: "A" });
  const deal = await create(f, "deals", { name: "1", amount: 9, company: a });
  await settle(f);
  expect((await company(f, a)).fields["large"]).toBe(0);
  f.recordJobs.length = 0;

  await change(f, deal, { name: "Renamed" });
  expect(f.recordJobs).toEqual([]);
  await change(f, deal, { amount: 11 });
  await settle(f);
  expect((await company(f, a)).fields["large"]).toBe(1);
});

test("chains of roll-up, formula and roll-up arrive at the end, and start what watches them", async () => {
  await using f = await fixture();
  const doubled = { expression: "default(amount, 0) * 2", resultType: "number" } as const;
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "deals",
      field: fieldInput({ label: "Twice", type: "formula", config: doubled }),
    }),
  );
  await rollup(f, "Total", { ...OF_DEALS, function: "sum", field: "twice" });
  const label = { expression: 'concat("Total ", total)', resultType: "text" } as const;
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Shown", type: "formula", config: label }),
    }),
  );
  const a = await create(f, "companies", { name: "A" });
  await create(f, "deals", { name: "1", amount: 4, company: a });
  await settle(f);
  expect((await company(f, a)).fields).toMatchObject({ total: 8, shown: "Total 8" });
  expect(f.changes.at(-1)).toMatchObject({
    event: "updated",
    entityType: "companies",
    changedFields: ["total", "shown"],
    computation: expect.any(String),
  });
});

test("a circle over two entity types is refused with its path", async () => {
  await using f = await fixture();
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Parent", type: "relation", config: { targetEntityType: "companies" } }),
    }),
  );
  const total = await rollup(f, "Total", { ...OF_DEALS, function: "sum", field: "amount" });
  const itself = { entityType: "companies", relation: "parent", function: "sum", field: "total" } as const;
  const change = { fieldId: FieldId.parse(total.fieldId), version: total.version };
  const circle = f.as((tx) =>
    f.records.updateField(tx, { ...change, patch: { config: { rollup: itself, resultType: "number" } } }),
  );
  await expect(circle).rejects.toMatchObject({ problems: [{ message: "This goes in a circle: Total -> Total." }] });
});

test("a tenant without computed fields sends the same statements as before", async () => {
  await using f = await fixture();
  const statements: string[] = [];
  const a = await create(f, "companies", { name: "A" });
  await f.as(async (tx) => {
    const query: typeof tx.query = (name, text, values) => {
      statements.push(text);
      return tx.query(name, text, values);
    };
    const seen = { ...tx, query };
    const { record } = await f.records.create(seen, { entityType: "deals", fields: { name: "1", company: a } }, SCREEN);
    await f.records.update(seen, { entityType: "deals", id: record.id, version: 1, fields: { amount: 2 } }, SCREEN);
    await f.records.delete(seen, { entityType: "deals", ids: [record.id] }, SCREEN);
  });
  expect(statements.length).toBeGreaterThan(5);
  expect(statements.filter((text) => /rollup_marks|read_at/.test(text))).toEqual([]);
});

test("writers and two jobs at the same time: in the end every roll-up equals the truth", async () => {
  await using f = await fixture();
  await rollup(f, "Deals", { ...OF_DEALS, function: "count" });
  await rollup(f, "Total", { ...OF_DEALS, function: "sum", field: "amount" });
  const companies = await Promise.all(["A", "B", "C"].map((name) => create(f, "companies", { name })));
  const deals = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      create(f, "deals", { name: `${index}`, amount: index, company: companies[index % 3] ?? null }),
    ),
  );
  let writing = true;
  const job = async () => {
    while (writing) await f.as((tx) => f.records.runRollupBatch(tx)).catch(() => undefined);
  };
  const writer = async (seed: number) => {
    for (let round = 0; round < 15; round += 1) {
      const id = deals[(seed * 7 + round) % deals.length] ?? deals[0];
      const fields = { amount: round * seed, company: companies[(seed + round) % 3] ?? null };
      if (id !== undefined) await change(f, id, fields);
    }
  };
  const jobs = [job(), job()];
  await Promise.all([1, 2, 3].map(writer));
  writing = false;
  await Promise.all(jobs);
  await settle(f);

  const truth = await f.db.adminQuery<{ id: string; n: number; total: number }>(
    `select l.to_id as id, count(*)::int as n, sum(d.amount) as total from crm.record_links l
     join crm.deals d on d.tenant_id = l.tenant_id and d.id = l.from_id group by l.to_id`,
  );
  for (const id of companies) {
    const expected = truth.find((row) => row.id === id);
    expect((await company(f, id)).fields).toMatchObject({
      deals: expected?.n ?? 0,
      total: Number(expected?.total ?? 0),
    });
  }
});

test("random changes keep every roll-up equal to what summing up from scratch gives", async () => {
  await using f = await fixture();
  await rollup(f, "Deals", { ...OF_DEALS, function: "count" });
  await rollup(f, "Total", { ...OF_DEALS, function: "sum", field: "amount" });
  const companies = [await create(f, "companies", { name: "A" }), await create(f, "companies", { name: "B" })];
  const alive = new Map<RecordId, { amount: number | null; company: RecordId | null }>();
  const state = fc.record({
    amount: fc.option(fc.integer({ min: -1000, max: 1000 })),
    company: fc.constantFrom(...companies, null),
    act: fc.constantFrom("create", "change", "delete"),
  });
  const steps = fc.sample(state, { numRuns: 30, seed: 42 });
  for (const { amount, company: target, act } of steps) {
    const [some] = alive.keys();
    if (act === "create" || some === undefined)
      alive.set(await create(f, "deals", { name: "x", amount, company: target }), { amount, company: target });
    else if (act === "change") {
      await change(f, some, { amount, company: target });
      alive.set(some, { amount, company: target });
    } else {
      await f.as((tx) => f.records.delete(tx, { entityType: "deals", ids: [some] }, SCREEN));
      alive.delete(some);
    }
  }
  await settle(f);
  for (const id of companies) {
    const own = [...alive.values()].filter((deal) => deal.company === id);
    const total = own.reduce((sum, deal) => sum + (deal.amount ?? 0), 0);
    expect((await company(f, id)).fields).toMatchObject({ deals: own.length, total });
  }
});
