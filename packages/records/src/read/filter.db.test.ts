import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FIELD_TYPES,
  type CrmRecord,
  type EntityType,
  type FieldDefinition,
  type FieldType,
  type FieldValue,
  type FieldValues,
  type Filter,
  type Operator,
} from "@catalyst/contracts";
import {
  compileSelection,
  evaluateFilter,
  fieldTypeOf,
  fromClause,
  pathsOf,
  sqlParameters,
  type FilterClock,
} from "@catalyst/custom-fields";
import { sampleConfig, sampleValues } from "@catalyst/testkit/sample-fields";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { fieldInput, fixture, listInput, type Fixture } from "../record-service.fixture.ts";
import { toSnapshot } from "./record-row.ts";

const SEED = { kind: "seed" } as const;
const WORDS = [
  "Acme",
  "acme",
  "Ärzte Bern",
  "a_b%c",
  "Zebra 100%",
  `${"a".repeat(600)}b`,
  "😀 smile",
  "İstanbul",
  "x'; --",
];
const NUMBERS = [0, 3, -1.5, 0.1, 12.5, 100];
const RATINGS = [1, 3, 5];
/** Days and instants on both sides of clock changes and of midnights in the zones below. */
const DAYS = [
  "2026-02-28",
  "2026-03-28",
  "2026-03-29",
  "2026-03-30",
  "2026-10-25",
  "2026-11-01",
  "2026-12-31",
  "2025-12-31",
];
const INSTANTS = [
  "2026-03-28T22:59:59.999Z",
  "2026-03-28T23:00:00.000Z",
  "2026-03-29T21:59:59.999999Z",
  "2026-03-29T22:00:00.000Z",
  "2026-03-08T05:00:00.000Z",
  "2026-03-09T03:59:59.999Z",
  "2026-11-01T04:00:00.000Z",
  "2026-11-02T04:59:59.999Z",
  "2026-10-24T22:00:00.000Z",
  "2026-10-25T22:59:59.999Z",
];
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Apia",
  "America/Santiago",
  "Australia/Lord_Howe",
  "UTC",
];
const OPTIONS = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase(), hue: "slate" as const, archived: false }));
const ADDRESSES: readonly FieldValue[] = [
  { street: "Hauptstraße 1", city: "Bern", country: "CH" },
  { city: "Acme City", postalCode: "100" },
];

/** Values that meet what filters ask for. */
const CHOSEN: Readonly<Partial<Record<FieldType, readonly FieldValue[]>>> = {
  text: WORDS,
  longText: WORDS,
  number: NUMBERS,
  currency: NUMBERS.flatMap((amount) => ["EUR", "USD"].map((currency) => ({ amount, currency }))),
  percent: NUMBERS,
  boolean: [true, false],
  date: DAYS,
  dateTime: INSTANTS,
  select: ["a", "b"],
  multiSelect: [["a"], ["a", "b"], ["b", "c"], ["a", "b", "c"]],
  email: ["ada@example.com", "Bob@acme.test"],
  phone: ["+41 44 668 18 00", "044 123"],
  url: ["https://example.com/a", "http://acme.test"],
  address: ADDRESSES,
  rating: RATINGS,
  json: [{ deep: [{ text: "Acme" }] }, ["x", 1], "plain Acme", 7, { 'quote"': "a\\b" }],
};

/** Relations, people, computed and numbered values are made elsewhere; types with nothing chosen give their own samples. */
const ELSEWHERE: ReadonlySet<FieldType> = new Set(["autoNumber", "user", "relation", "formula", "rollup"]);
const SAMPLES: ReadonlyMap<FieldType, readonly FieldValue[]> = new Map(
  FIELD_TYPES.filter((type) => !ELSEWHERE.has(type)).map((type) => [type, CHOSEN[type] ?? ownSamples(type)]),
);

function ownSamples(type: FieldType): readonly FieldValue[] {
  return fc.sample(sampleValues(type) ?? fc.constant(null), { numRuns: 6, seed: 7 });
}

const INDEXABLE: ReadonlySet<FieldType> = new Set([
  "text",
  "number",
  "currency",
  "boolean",
  "date",
  "dateTime",
  "select",
]);

async function seeded(indexed: boolean): Promise<Fixture> {
  const f = await fixture();
  for (const type of SAMPLES.keys()) {
    const plain = CHOSEN[type] === undefined ? sampleConfig(type) : {};
    const config = type === "select" || type === "multiSelect" ? { options: OPTIONS } : plain;
    await f.as((tx) =>
      f.records.createField(tx, {
        entityType: "companies",
        field: fieldInput({
          label: `f ${type}`,
          key: `f_${type}`,
          type,
          config,
          indexed: indexed && INDEXABLE.has(type),
        }),
      }),
    );
  }
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Keeper", key: "f_user", type: "user" }),
    }),
  );
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({
        label: "Partners",
        key: "f_relation",
        type: "relation",
        config: { targetEntityType: "companies", multiple: true },
      }),
    }),
  );
  const users = [f.tenant.principals.admin.principalId, f.tenant.principals.sales.principalId];
  const pick = (list: readonly FieldValue[], index: number, step: number): FieldValue =>
    index % step === 0 ? null : (list[(index * 7) % list.length] ?? null);
  const companies = Array.from({ length: 48 }, (_, index) => ({
    ownerId: index % 3 === 0 ? null : (users[index % 2] ?? null),
    fields: {
      name: `${WORDS[index % WORDS.length] ?? ""}`.slice(0, 200),
      city: pick(["Bern", "basel", "Ärn"], index, 4),
      employee_count: pick([0, 1, 7], index, 3),
      f_user: pick(users, index, 4),
      ...Object.fromEntries(
        [...SAMPLES].map(([type, list], at) => [`f_${type}`, pick(list, index + at, 3 + (at % 3))]),
      ),
    },
  }));
  const made = await createAll(f, "companies", companies);
  const partners = (at: number): string[] => made.filter((_, index) => index !== at && (index + at) % 11 === 0);
  for (const [at, id] of made.entries())
    if (at % 3 !== 0)
      await f.as((tx) =>
        f.records.updateMany(
          tx,
          { entityType: "companies", ids: [id as never], fields: { f_relation: partners(at) } },
          SEED,
        ),
      );
  await createAll(
    f,
    "contacts",
    Array.from({ length: 40 }, (_, index) => ({
      fields: { name: `Person ${index}`, company: index % 4 === 0 ? null : (made[index % made.length] ?? null) },
    })),
  );
  // Without statistics the planner takes every table for a row and nests loops over all of them.
  await f.db.adminQuery("analyze", []);
  return f;
}

async function createAll(
  f: Fixture,
  entityType: string,
  records: readonly { ownerId?: string | null; fields: FieldValues }[],
): Promise<readonly string[]> {
  const outcomes = await f.as((tx) =>
    f.records.createMany(tx, { entityType, records: records as never, startRuns: false }, SEED),
  );
  const ids = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id as string] : []));
  expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([]);
  return ids;
}

type World = {
  readonly metadata: Metadata;
  readonly byType: ReadonlyMap<string, readonly CrmRecord[]>;
  readonly values: ReadonlyMap<string, FieldValues>;
};

async function readWorld(f: Fixture): Promise<World> {
  const metadata = await f.as((tx) => f.records.metadata(tx));
  const byType = new Map<string, readonly CrmRecord[]>();
  for (const entityType of ["companies", "contacts"])
    byType.set(entityType, (await f.as((tx) => f.records.list(tx, listInput({ entityType, limit: 200 })))).records);
  const values = new Map([...byType.values()].flat().map((record) => [record.id as string, toSnapshot(record)]));
  return { metadata, byType, values };
}

/** The oracle's own way along a path: from record to record in memory. */
function alongPath(world: World, from: FieldValues, keys: readonly string[]): readonly FieldValue[] {
  const [key = "", ...rest] = keys;
  if (rest.length === 0) return [from[key] ?? null];
  const targets = [from[key] ?? []].flat() as readonly string[];
  return targets.flatMap((id) => alongPath(world, world.values.get(id) ?? {}, rest));
}

function withPaths(world: World, record: CrmRecord, filter: Filter): FieldValues {
  const own = toSnapshot(record);
  return {
    ...own,
    ...Object.fromEntries(pathsOf(filter).map((path) => [path, alongPath(world, own, path.split("."))])),
  };
}

function operandOf(f: Fixture, field: FieldDefinition, ids: readonly string[]): fc.Arbitrary<FieldValue> {
  const { comparison } = fieldTypeOf(field);
  const users = [f.tenant.principals.admin.principalId, f.tenant.principals.sales.principalId, "me"];
  const relative = fc.record({ relative: fc.constant("today"), offsetDays: fc.integer({ min: -40, max: 40 }) });
  const day = fc.oneof(fc.constantFrom(...DAYS), relative);
  switch (comparison) {
    case "text":
      return fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom("a", "Ä", "%", "ac", "i", "example.com", "b"));
    case "number":
      return field.type === "currency"
        ? fc.oneof(
            fc.constantFrom(...NUMBERS),
            fc.constantFrom(...NUMBERS).map((amount) => ({ amount, currency: "EUR" })),
          )
        : fc.constantFrom(...NUMBERS, 5);
    case "boolean":
      return fc.boolean();
    case "date":
      return day;
    case "dateTime":
      return fc.oneof(fc.constantFrom(...INSTANTS), day);
    case "user":
      return fc.constantFrom(...users);
    case "relation":
      return fc.constantFrom(...ids.slice(0, 12));
    case "options":
      return fc.constantFrom("a", "b", "c", "gone");
    case "document":
      return fc.constantFrom("acme", "bern", "x", "a\\b", "100", "deep");
  }
}

const range = fc.record({
  range: fc.constantFrom("last", "this", "next"),
  count: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom("day", "week", "month", "quarter", "year"),
});

function valueOf(operator: Operator, operand: fc.Arbitrary<FieldValue>): fc.Arbitrary<FieldValue> {
  if (operator === "isEmpty" || operator === "isNotEmpty") return fc.constant(null);
  if (operator === "within" || operator === "notWithin") return range;
  if (["in", "notIn", "hasAny", "hasNone"].includes(operator))
    return fc.array(plainCurrency(operand), { maxLength: 3 });
  return operator === "hasAll" ? fc.array(operand, { minLength: 1, maxLength: 3 }) : operand;
}

/** Lists are in one currency. */
function plainCurrency(operand: fc.Arbitrary<FieldValue>): fc.Arbitrary<FieldValue> {
  return operand.map((value) =>
    typeof value === "object" && value !== null && "amount" in value ? (value["amount"] ?? null) : value,
  );
}

function conditionOn(f: Fixture, prefix: string, field: FieldDefinition, ids: readonly string[]): fc.Arbitrary<Filter> {
  return fc
    .constantFrom(...fieldTypeOf(field).operators)
    .chain((operator) =>
      valueOf(operator, operandOf(f, field, ids)).map((value): Filter => ({
        kind: "condition",
        field: `${prefix}${field.key}`,
        operator,
        value,
      })),
    );
}

function filtersOver(f: Fixture, world: World, entityType: EntityType): fc.Arbitrary<Filter> {
  const companies = requireEntityType(world.metadata, "companies");
  const ids = (world.byType.get("companies") ?? []).map((record) => record.id as string);
  const prefixes =
    entityType.key === "companies"
      ? ["", "", "f_relation.", "f_relation.f_relation."]
      : ["company.", "company.f_relation."];
  const all = prefixes.flatMap((prefix) => companies.fields.map((field) => conditionOn(f, prefix, field, ids)));
  const condition = fc.oneof(...all);
  const group = (inner: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
    fc.record({ kind: fc.constantFrom("and", "or"), filters: fc.array(inner, { maxLength: 3 }) });
  return fc.oneof(
    { weight: 3, arbitrary: condition },
    { weight: 1, arbitrary: group(fc.oneof(condition, group(condition))) },
  );
}

const clocks: fc.Arbitrary<FilterClock> = fc.record({
  now: fc.oneof(fc.constantFrom(...INSTANTS), fc.constantFrom("2026-03-15T12:00:00.000Z", "2026-12-31T23:30:00.000Z")),
  timeZone: fc.constantFrom(...ZONES),
  weekStartsOn: fc.integer({ min: 1, max: 7 }),
});

test.each([
  ["companies", true],
  ["companies", false],
  ["contacts", false],
])("SQL and memory agree on every filter of %s (indexed: %s)", async (key, indexed) => {
  await using f = await seeded(indexed);
  const world = await readWorld(f);
  const entityType = requireEntityType(world.metadata, key);
  const records = world.byType.get(key) ?? [];
  const ready = entityType.fields.filter((field) => field.indexState === "ready");
  expect(ready).toHaveLength(indexed ? INDEXABLE.size : 0);
  const { principalId } = f.tenant.principals.admin;
  await fc.assert(
    fc.asyncProperty(filtersOver(f, world, entityType), clocks, async (filter, clock) => {
      const parameters = sqlParameters();
      const { entityTypes } = world.metadata;
      const found = await f.as((tx) => {
        const selection = { entityType, entityTypes, clock, principal: tx.principal, filter, deleted: false };
        const where = compileSelection(selection, parameters);
        return tx.query<{ id: string }>(
          null,
          `select r.id from ${fromClause(entityType)} where ${where}`,
          parameters.values,
        );
      });
      const scope = { entityType, entityTypes, clock, me: principalId };
      const expected = records.filter((record) => evaluateFilter(scope, filter, withPaths(world, record, filter)));
      expect(found.rows.map((row) => row.id).sort()).toEqual(expected.map((record) => record.id as string).sort());
    }),
    { numRuns: 120 },
  );
});
