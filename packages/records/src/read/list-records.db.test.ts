import fc from "fast-check";
import { expect, test } from "vitest";
import type { CrmRecord, FieldValue, Filter, ListRecordsInput, Sort } from "@catalyst/contracts";
import { evaluateFilter } from "@catalyst/custom-fields";
import { requireEntityType } from "../metadata/metadata.ts";
import { company, fieldInput, fixture, listInput, type Fixture } from "../record-service.fixture.ts";
import { toSnapshot } from "./record-row.ts";

const SEED = { kind: "seed" } as const;
const WORDS = [
  "Acme",
  "acme",
  "ACME Ärzte",
  "äpfel",
  "Zebra",
  "a_b%c",
  "Ünal 100%",
  "x",
  "a".repeat(600),
  `${"a".repeat(600)}b`,
  "😀 smile",
  "İstanbul",
];
const TIERS = [
  { id: "a", label: "A", hue: "slate" as const, archived: false },
  { id: "b", label: "B", hue: "slate" as const, archived: false },
];

/** Companies with a field of each kind, indexed or not, some empty. */
async function seeded(indexed: boolean): Promise<Fixture> {
  const f = await fixture();
  const fields = [
    fieldInput({ label: "Score", type: "number", indexed }),
    fieldInput({ label: "Alias", type: "text", indexed }),
    fieldInput({ label: "Since", type: "date", indexed }),
    fieldInput({ label: "Active", type: "boolean", indexed }),
    fieldInput({ label: "Tier", type: "select", indexed, config: { options: TIERS } }),
    fieldInput({ label: "Keeper", type: "user", indexed }),
    fieldInput({ label: "Parent", type: "relation", config: { targetEntityType: "companies", multiple: true } }),
  ];
  for (const field of fields) await f.as((tx) => f.records.createField(tx, { entityType: "companies", field }));
  const every = <T>(list: readonly T[], index: number, step: number): T | null =>
    index % step === 0 ? null : (list[index % list.length] ?? null);
  const users = [f.tenant.principals.admin.principalId, f.tenant.principals.sales.principalId];
  const records = Array.from({ length: 60 }, (_, index) => ({
    ownerId: every(users, index, 5),
    fields: {
      name: `${WORDS[index % 8] ?? ""} ${index % 13}`,
      city: every(["Bern", "basel", "Ärn"], index, 4),
      employee_count: every([0, 1, 2.5, 1e15 - 1, 7].map(Math.floor), index, 3),
      score: every([0, -1.5, 3, 3, 0.1, 123456789012345], index, 4),
      alias: every(WORDS, index, 5),
      since: every(["2026-02-28", "2024-02-29", "1999-12-31"], index, 3),
      active: every([true, false], index, 3),
      tier: every(["a", "b"], index, 4),
      keeper: every(users, index, 4),
    },
  }));
  const outcomes = await f.as((tx) =>
    f.records.createMany(tx, { entityType: "companies", records, startRuns: false }, SEED),
  );
  const ids = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []));
  expect(ids).toHaveLength(60);
  await f.as((tx) =>
    f.records.updateMany(
      tx,
      { entityType: "companies", ids: ids.slice(0, 10), fields: { parent: ids.slice(20, 22) } },
      SEED,
    ),
  );
  return f;
}

async function allPages(f: Fixture, input: ListRecordsInput): Promise<CrmRecord[]> {
  const records: CrmRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await f.as((tx) => f.records.list(tx, { ...input, ...(cursor === undefined ? {} : { cursor }) }));
    records.push(...page.records);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return records;
}

function conditions(f: Fixture, ids: readonly string[]): fc.Arbitrary<Filter> {
  const users = [f.tenant.principals.admin.principalId, f.tenant.principals.sales.principalId];
  const ordered = fc.constantFrom("equals", "notEquals", "lessThan", "atMost", "greaterThan", "atLeast");
  const one = (field: string, operator: fc.Arbitrary<string>, value: fc.Arbitrary<FieldValue>) =>
    fc.record({ kind: fc.constant("condition"), field: fc.constant(field), operator, value });
  const exactly = fc.constantFrom("equals", "notEquals", "in", "notIn");
  const words = fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom("a", "A", "ä", "%", "_", "ac", "i", "😀"));
  const texts = fc.constantFrom("equals", "notEquals", "contains", "startsWith");
  const condition = fc.oneof(
    one("score", ordered, fc.constantFrom(0, 3, -1.5, 0.1, 100)),
    one("employee_count", ordered, fc.constantFrom(0, 2, 7)),
    ...["name", "alias", "city"].map((field) => one(field, texts, words)),
    one("since", ordered, fc.constantFrom("2026-02-28", "2024-02-29", "2025-01-01")),
    one("active", fc.constantFrom("equals", "notEquals"), fc.boolean()),
    one(
      "tier",
      exactly,
      fc.constantFrom("a", "b", ["a", "b"], []).map((value) => value),
    ),
    one("keeper", exactly, fc.constantFrom(...users)),
    one("ownerId", exactly, fc.constantFrom(...users)),
    one("parent", exactly, fc.constantFrom(...ids.slice(19, 23))),
    one("createdAt", ordered, fc.constantFrom("2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z")),
    ...["score", "alias", "since", "active", "tier", "keeper", "parent", "city", "name", "ownerId"].map((field) =>
      one(field, fc.constantFrom("isEmpty", "isNotEmpty"), fc.constant(null)),
    ),
  );
  const group = (inner: fc.Arbitrary<unknown>) =>
    fc.record({ kind: fc.constantFrom("and", "or"), filters: fc.array(inner, { maxLength: 3 }) });
  const filters = fc.oneof(condition, group(fc.oneof(condition, group(condition)))) as fc.Arbitrary<Filter>;
  return filters.filter(
    (filter) =>
      !JSON.stringify(filter).includes('"equals","value":[') &&
      !JSON.stringify(filter).includes('"notEquals","value":['),
  );
}

test.each([true, false])("SQL and memory agree on every filter (indexed: %s)", async (indexed) => {
  await using f = await seeded(indexed);
  const all = await allPages(f, listInput({ entityType: "companies", limit: 200 }));
  const type = requireEntityType(await f.as((tx) => f.records.metadata(tx)), "companies");
  const ids = all.map((record) => record.id);
  await fc.assert(
    fc.asyncProperty(conditions(f, ids), async (filter) => {
      const listed = await f.as((tx) => f.records.list(tx, listInput({ entityType: "companies", filter, limit: 200 })));
      const expected = all.filter((record) => evaluateFilter({ entityType: type }, filter, toSnapshot(record)));
      expect(listed.records.map((record) => record.id).sort()).toEqual(expected.map((record) => record.id).sort());
    }),
    { numRuns: 150 },
  );
});

test.each([true, false])(
  "pages of any size give each record once, values in order and empty ones last (indexed: %s)",
  async (indexed) => {
    await using f = await seeded(indexed);
    const sorts = [
      "name",
      "score",
      "alias",
      "since",
      "active",
      "tier",
      "city",
      "employee_count",
      "createdAt",
      "updatedAt",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.constantFrom("asc", "desc"),
        fc.integer({ min: 7, max: 70 }),
        async (field, direction, limit) => {
          const sort = { field, direction } as Sort;
          const paged = await allPages(f, listInput({ entityType: "companies", sort, limit }));
          expect(new Set(paged.map((record) => record.id)).size).toBe(60);
          expect(paged.map((record) => record.id)).toEqual(
            (await allPages(f, listInput({ entityType: "companies", sort, limit: 200 }))).map((record) => record.id),
          );
          const values = paged.map((record) => toSnapshot(record)[field] ?? null);
          const firstEmpty = values.indexOf(null);
          if (firstEmpty >= 0) expect(values.slice(firstEmpty).every((value) => value === null)).toBe(true);
          const present = values.filter((value): value is number => typeof value === "number");
          expect(present).toEqual(
            [...present].sort((left, right) => (direction === "asc" ? left - right : right - left)),
          );
        },
      ),
      { numRuns: 25 },
    );
  },
);

test("two indexed fields at once give what each record says, on pages of any size and in the count", async () => {
  await using f = await seeded(true);
  const all = await allPages(f, listInput({ entityType: "companies", limit: 200 }));
  const type = requireEntityType(await f.as((tx) => f.records.metadata(tx)), "companies");
  const equal = (field: string, values: readonly FieldValue[]): fc.Arbitrary<Filter> =>
    fc.constantFrom(...values).map((value) => ({ kind: "condition", field, operator: "equals", value }));
  const halves = [
    equal("score", [0, 3]),
    equal("tier", ["a", "b"]),
    equal("since", ["2026-02-28", "1999-12-31"]),
    equal("active", [true, false]),
    equal("city", ["Bern"]),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(halves, { minLength: 2, maxLength: 3 }).chain((chosen) => fc.tuple(...chosen)),
      fc.constantFrom<Sort["direction"]>("asc", "desc"),
      fc.integer({ min: 1, max: 20 }),
      async (filters, direction, limit) => {
        const filter: Filter = { kind: "and", filters: [...filters] };
        const expected = all.filter((record) => evaluateFilter({ entityType: type }, filter, toSnapshot(record)));
        const paged = await allPages(
          f,
          listInput({ entityType: "companies", filter, sort: { field: "createdAt", direction }, limit }),
        );
        expect(paged.map((record) => record.id).sort()).toEqual(expected.map((record) => record.id).sort());
        const { count } = await f.as((tx) => f.records.count(tx, { entityType: "companies", filter, deleted: false }));
        expect(count).toBe(expected.length);
      },
    ),
    { numRuns: 40 },
  );
});

test("a filter on an indexed field reads its index only, as the application's role sees it", async () => {
  await using f = await seeded(true);
  const type = requireEntityType(await f.as((tx) => f.records.metadata(tx)), "companies");
  expect(type.fields.find((field) => field.key === "score")).toMatchObject({ slot: "n1", indexState: "ready" });
  const filter: Filter = { kind: "condition", field: "score", operator: "atLeast", value: 3 };
  const { compileList } = await import("@catalyst/custom-fields");
  const list = compileList(
    { entityType: type, principal: f.tenant.principals.admin, filter, deleted: false },
    { field: "score", direction: "asc" },
    undefined,
  );
  const { text, values } = list.select({ columns: "r.id", phase: "values", after: null, limit: 10 });
  const plan = await f.as(async (tx) => {
    // A few dozen rows would be scanned whole otherwise, whatever the index.
    await tx.query(null, "set local enable_seqscan = off", []);
    await tx.query(null, "set local enable_bitmapscan = off", []);
    const rows = (await tx.query<{ "QUERY PLAN": string }>(null, `explain ${text}`, values)).rows;
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).toContain("n1_");
  expect(plan).toMatch(/Index Cond: .*n1 >= /);
});

test("the bin, the search by name and the owner's view are lists like any other", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  const [one] = await Promise.all(
    ["Ärzte Nord", "ärzte Süd", "Zoo"].map((name) => f.as((tx) => f.records.create(tx, company(name), SEED))),
  );
  await f.as((tx) => f.records.create(tx, company("Own"), SEED), sales);
  const names = async (input: Partial<ListRecordsInput>, principal = f.tenant.principals.admin) =>
    (
      await f.as(
        (tx) =>
          f.records.list(
            tx,
            listInput({ entityType: "companies", sort: { field: "name", direction: "asc" }, ...input }),
          ),
        principal,
      )
    ).records.map((record) => record.displayName);
  expect(await names({ search: "ÄRZ" })).toEqual(["Ärzte Nord", "ärzte Süd"]);
  expect(await names({}, sales)).toEqual(["Own"]);
  await f.as((tx) =>
    f.records.delete(tx, { entityType: "companies", ids: one === undefined ? [] : [one.record.id] }, SEED),
  );
  expect(await names({ deleted: true })).toEqual(["Ärzte Nord"]);
  expect(await names({})).toEqual(["ärzte Süd", "Own", "Zoo"]);
});
