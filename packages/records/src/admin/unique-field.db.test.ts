import { expect, test } from "vitest";
import { FieldInput } from "@catalyst/contracts";
import { compileCount } from "@catalyst/custom-fields";
import { requireEntityType } from "../metadata/metadata.ts";
import { company, fixture, type Fixture } from "../record-service.fixture.ts";
import { addField, runJobs, seedCompanies, type MadeField } from "./field-jobs.fixture.ts";

const SEED = { kind: "seed" } as const;

const create = (f: Fixture, name: string, code: string | null) =>
  f.as(async (tx) => (await f.records.create(tx, company(name, { code }), SEED)).record);
const setUnique = (f: Fixture, { fieldId }: MadeField, unique = true) =>
  f.as((tx) => f.fields.setUnique(tx, { fieldId, unique }));
const status = async (f: Fixture, { fieldId }: MadeField) =>
  (await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: false }))).status[fieldId]?.unique;
const definition = async (f: Fixture, field: MadeField) =>
  (await f.as((tx) => f.records.metadata(tx))).customFields.find((one) => one.fieldId === field.fieldId);

test("duplicates are listed page by page, and nothing is built while there are any", async () => {
  await using f = await fixture();
  const code = await addField(f, { label: "Code", type: "text" });
  const a = await create(f, "A", "x-1");
  const b = await create(f, "B", " X-1 ");
  await create(f, "C", "y");
  await create(f, "D", "y");
  await create(f, "E", "z");
  const gone = await create(f, "F", "z");
  await f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: [gone.id] }, SEED));

  const refused = await setUnique(f, code);
  expect(refused).toMatchObject({ kind: "duplicates", duplicates: { nextCursor: null } });
  expect(f.backfills).toEqual([]);
  const first = await f.as((tx) => f.fields.listDuplicates(tx, { fieldId: code.fieldId, limit: 1 }));
  const ids = [a, b].toSorted((left, right) => left.id.localeCompare(right.id));
  expect(first.groups).toEqual([
    {
      value: "x-1",
      count: 2,
      records: ids.map((record) => ({ id: record.id, entityType: "companies", displayName: record.displayName })),
    },
  ]);
  const next = await f.as((tx) =>
    f.fields.listDuplicates(tx, { fieldId: code.fieldId, limit: 1, cursor: first.nextCursor ?? "" }),
  );
  expect(next).toMatchObject({ groups: [{ value: "y", count: 2 }], nextCursor: null });
});

test("an existing field becomes unique once its index is built, and stops being so", async () => {
  await using f = await fixture();
  const code = await addField(f, { label: "Code", type: "text" });
  const first = await create(f, "A", "x");
  await create(f, "B", null);

  expect(await setUnique(f, code)).toMatchObject({ kind: "changed", field: { unique: false } });
  expect(await status(f, code)).toMatchObject({ slot: "u1", state: "building" });
  await runJobs(f);

  expect(await definition(f, code)).toMatchObject({ unique: true, uniqueSlot: "u1" });
  await expect(create(f, "C", "X ")).rejects.toMatchObject({ problems: [{ field: "code", code: "taken" }] });
  await f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: [first.id] }, SEED));
  await create(f, "D", "x");
  await expect(
    f.as((tx) => f.records.restore(tx, { entityType: "companies", ids: [first.id] }, SEED)),
  ).rejects.toMatchObject({ code: "field_invalid", problems: [{ field: "code", code: "taken" }] });

  await setUnique(f, code, false);
  await create(f, "E", "x");
  await runJobs(f);
  expect(await f.db.adminQuery("select from crm.records where u1 is not null")).toEqual([]);
});

test("equality on a unique field is looked up in its index, and compares exactly", async () => {
  await using f = await fixture();
  await addField(f, { label: "Code", type: "text", unique: true });
  await create(f, "A", "Alpha");
  await create(f, "B", "Beta");
  const count = (value: string) =>
    f.as((tx) =>
      f.records.count(tx, {
        entityType: "companies",
        deleted: false,
        filter: { kind: "condition", field: "code", operator: "equals", value },
      }),
    );
  await seedCompanies(f, 500, "jsonb_build_object('code', 'c' || n)");
  await f.db.adminQuery("analyze crm.records");
  expect(await count("Alpha")).toMatchObject({ count: 1 });
  expect(await count("alpha")).toMatchObject({ count: 0 });

  const type = requireEntityType(await f.as((tx) => f.records.metadata(tx)), "companies");
  const { text, values } = compileCount(
    {
      entityType: type,
      principal: f.tenant.principals.admin,
      filter: { kind: "condition", field: "code", operator: "equals", value: "Alpha" },
      deleted: false,
    },
    10,
  );
  const plan = await f.as(async (tx) => {
    await tx.query(null, "set local enable_seqscan = off", []);
    return (await tx.query<{ "QUERY PLAN": string }>(null, `explain ${text}`, values)).rows;
  });
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index Cond: .*u1 = 'alpha'/);
});

test("while it is built nobody is refused a value: duplicates that come meanwhile make the build fail, and it can be tried again", async () => {
  await using f = await fixture();
  const code = await addField(f, { label: "Code", type: "text" });
  await create(f, "A", "x");
  await setUnique(f, code);
  await f.as((tx) => f.records.runBackfillBatch(tx, { entityType: "companies", slot: "u1" }));
  const twin = await create(f, "B", "X");
  await create(f, "C", "c");
  await runJobs(f);

  expect(await status(f, code)).toMatchObject({ state: "failed", error: expect.stringContaining("same value") });
  expect((await definition(f, code))?.unique).toBe(false);
  await create(f, "D", "x");
  expect(await setUnique(f, code)).toMatchObject({
    kind: "duplicates",
    duplicates: { groups: [{ value: "x", count: 3 }] },
  });

  const rest = await f.as((tx) => f.fields.listDuplicates(tx, { fieldId: code.fieldId, limit: 10 }));
  const others = (rest.groups[0]?.records ?? []).slice(1).map((record) => record.id);
  await f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: others }, SEED));
  expect(others.length + (others.includes(twin.id) ? 0 : 1)).toBeGreaterThan(1);
  await setUnique(f, code);
  await runJobs(f);
  expect(await definition(f, code)).toMatchObject({ unique: true });
  expect(await f.db.adminQuery("select from crm.record_rechecks")).toEqual([]);
});

test(
  "writers all along a build: either every value is once, or the build fails; no writer is broken",
  { timeout: 120_000 },
  async () => {
    await using f = await fixture();
    const code = await addField(f, { label: "Code", type: "text" });
    await seedCompanies(f, 1_200, "jsonb_build_object('code', 'c' || n)");
    await setUnique(f, code);
    const failures: unknown[] = [];
    let writing = true;
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let round = 0; writing; round += 1) {
        const value = round % 5 === 0 ? `c${round}` : `w${writer}-${round}`;
        await create(f, "W", value).catch((error: unknown) => failures.push(error));
      }
    });
    await runJobs(f);
    writing = false;
    await Promise.all(writers);
    expect(await status(f, code)).toMatchObject({ state: "failed" });
    expect(failures).toEqual([]);
  },
);

test("a new field with a default can't become unique", async () => {
  await using f = await fixture();
  const code = await addField(f, { ...FieldInput.parse({ label: "Code", type: "text", defaultValue: "x" }) });
  await expect(setUnique(f, code)).rejects.toMatchObject({ problems: [{ field: "unique", code: "has_default" }] });
});
