import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError, FIELD_TYPES, type FieldType, type FieldValue, type FieldValues } from "@catalyst/contracts";
import { fieldTypeOf, sameValue } from "@catalyst/custom-fields";
import { BAD_INPUT, sampleConfig, sampleValues } from "@catalyst/testkit/sample-fields";
import { company, fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";

const screen = { kind: "screen" } as const;
/** Types that anybody writes; users and relations need what they point to, and have tests of their own. */
const WRITTEN = FIELD_TYPES.filter((type) => sampleValues(type) !== null && type !== "user" && type !== "relation");
const configOf = (type: FieldType) => sampleConfig(type);
const keyOf = (type: FieldType) => `x_${type}`;

async function withEveryType(f: Fixture): Promise<void> {
  for (const type of WRITTEN) {
    await f.as((tx) =>
      f.records.createField(tx, {
        entityType: "companies",
        field: fieldInput({
          label: type,
          type,
          key: keyOf(type),
          config: type === "text" ? { pattern: "(?s).*" } : configOf(type),
          indexed: fieldTypeOf({ type, config: configOf(type) }).slotKind !== null,
        }),
      }),
    );
  }
}

test("every value of every type reads back as it was taken, by one record and by many", async () => {
  await using f = await fixture();
  await withEveryType(f);
  const arbitrary = fc.record(
    Object.fromEntries(WRITTEN.map((type) => [keyOf(type), fc.option(sampleValues(type) ?? fc.constant(null))])),
  );
  await fc.assert(
    fc.asyncProperty(arbitrary, async (fields) => {
      const input = { fields: { name: "N", ...fields } };
      const one = await f.as((tx) => f.records.create(tx, { entityType: "companies", ...input }, screen));
      const [many] = await f.as((tx) =>
        f.records.createMany(tx, { entityType: "companies", records: [input], startRuns: false }, screen),
      );
      if (many?.ok !== true) throw new Error(JSON.stringify(many));
      const ids = [one.record.id, many.id];
      const { records } = await f.as((tx) => f.records.getMany(tx, { entityType: "companies", ids }));
      for (const record of records) expectTaken(record.fields, fields);
    }),
    { numRuns: 25 },
  );
  const errors = await f.db.adminQuery("select count(*)::int as count from crm.records where slot_error", []);
  expect(errors).toEqual([{ count: 0 }]);
});

function expectTaken(stored: FieldValues, given: FieldValues): void {
  for (const type of WRITTEN) {
    const parsed = fieldTypeOf({ type, config: configOf(type) }).parse(given[keyOf(type)] ?? null, configOf(type));
    if (!parsed.ok) throw new Error(`${type}: ${parsed.message}`);
    if (!sameValue(stored[keyOf(type)], parsed.value))
      expect({ type, value: stored[keyOf(type)] }).toEqual({ type, value: parsed.value });
  }
}

test("bad input is kept exactly or refused with its field named, within 100 ms", async () => {
  await using f = await fixture();
  await withEveryType(f);
  await f.as((tx) => f.records.create(tx, company("warm"), screen));
  for (const [name, value] of BAD_INPUT) {
    for (const type of WRITTEN) {
      const first = await attempt(f, { [keyOf(type)]: value });
      // A second look where a busy machine was slow: what is slow by itself is so twice.
      const { outcome, milliseconds } = await fastest(first, () => attempt(f, { [keyOf(type)]: value }));
      expect({ type, name, quick: milliseconds < 100 }).toEqual({ type, name, quick: true });
      if (outcome instanceof DomainError)
        expect(outcome).toMatchObject({
          code: "field_invalid",
          problems: [{ field: keyOf(type), message: expect.stringMatching(/^.{1,200}$/) }],
        });
      else expectTaken(outcome, { [keyOf(type)]: value });
    }
  }
}, 60_000);

type Attempt = { readonly outcome: FieldValues | DomainError; readonly milliseconds: number };

async function fastest(first: Attempt, again: () => Promise<Attempt>): Promise<Attempt> {
  let best = first;
  for (let tries = 1; tries < 10 && best.milliseconds >= 100; tries += 1) best = await again();
  return best;
}

async function attempt(f: Fixture, fields: Record<string, FieldValue>): Promise<Attempt> {
  const started = performance.now();
  try {
    const { record } = await f.as((tx) =>
      f.records.create(tx, { entityType: "companies", fields: { name: "N", ...fields } }, screen),
    );
    const read = await f.as((tx) => f.records.get(tx, { entityType: "companies", id: record.id }));
    return { outcome: read.record.fields, milliseconds: performance.now() - started };
  } catch (error) {
    if (error instanceof DomainError) return { outcome: error, milliseconds: performance.now() - started };
    throw error;
  }
}
