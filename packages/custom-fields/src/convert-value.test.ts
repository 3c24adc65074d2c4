import { expect, test } from "vitest";
import { FIELD_TYPES, type FieldConfig, type FieldType, type FieldValue, type SelectOption } from "@catalyst/contracts";
import { sampleValues } from "@catalyst/testkit/sample-fields";
import fc from "fast-check";
import { conversionRefusal, convertValue, convertValues, startingConfig, type Conversion } from "./convert-value.ts";
import { fieldTypeOf } from "./registry.ts";

const option = (id: string, label: string): SelectOption => ({ id, label, hue: "slate", archived: false });
const OPTIONS: FieldConfig = { options: [option("gold", "Gold"), option("old", "Silver")] };
const ADA = "00000000-0000-4000-8000-00000000000a";
const PEOPLE = new Map([[ADA, "Ada Lovelace"]]);

function configOf(type: FieldType): FieldConfig {
  if (type === "select" || type === "multiSelect") return OPTIONS;
  return type === "currency" ? { defaultCurrency: "EUR" } : {};
}

function conversion(from: FieldType, to: FieldType, config: { from?: FieldConfig; to?: FieldConfig } = {}): Conversion {
  const source = { type: from, config: config.from ?? configOf(from) };
  const target = { type: to, config: config.to ?? (to === "select" || to === "multiSelect" ? {} : configOf(to)) };
  return { from: source, to: { ...target, config: startingConfig(source, target) }, people: PEOPLE };
}

/** Values that say something as other types; of types that are not here, one of their own samples. */
const SAMPLE: Readonly<Partial<Record<FieldType, FieldValue>>> = {
  text: "12",
  longText: "12",
  number: 12.5,
  currency: { amount: 5, currency: "EUR" },
  percent: 12.5,
  boolean: true,
  date: "2026-02-28",
  dateTime: "2026-02-28T09:30:00Z",
  select: "gold",
  multiSelect: ["gold", "old"],
  email: "ada@example.com",
  phone: "+41441234567",
  url: "https://example.com",
  address: { street: "Weg 1", city: "Bern" },
  rating: 3,
  autoNumber: 7,
  user: ADA,
  relation: ADA,
  json: { a: 1 },
  formula: 1,
  rollup: 1,
};

function ownSample(type: FieldType): FieldValue {
  return fc.sample(sampleValues(type) ?? fc.constant(1), { numRuns: 1, seed: 1 })[0] ?? 1;
}

const PAIRS = FIELD_TYPES.flatMap((from) => FIELD_TYPES.map((to) => [from, to] as const));

test.each(PAIRS)("%s to %s is possible and gives a value of the new type, or is refused with a reason", (from, to) => {
  const refusal = conversionRefusal(from, to);
  const converted = convertValue(conversion(from, to), SAMPLE[from] ?? ownSample(from));
  if (refusal !== null) {
    expect(refusal).toMatch(/^[A-Z].*\.$/);
    expect(converted).toMatchObject({ outcome: "failed", value: null, reason: refusal });
    return;
  }
  if (converted.outcome === "failed")
    expect(converted).toMatchObject({ value: null, reason: expect.stringMatching(/^\w/) });
  else
    expect(fieldTypeOf({ type: to, config: converted.config }).parse(converted.value, converted.config)).toEqual({
      ok: true,
      value: converted.value,
    });
});

test.each([
  ["text", "number", "12", "clean", 12],
  ["text", "number", "1.50", "lossy", 1.5],
  ["text", "number", "1,5", "failed", null],
  ["text", "number", "9007199254740993", "failed", null],
  ["text", "percent", "12.5 %", "lossy", 12.5],
  ["text", "boolean", "Yes", "clean", true],
  ["text", "boolean", "perhaps", "failed", null],
  ["text", "date", "2026-02-28", "clean", "2026-02-28"],
  ["text", "date", "2026-02-30", "failed", null],
  ["text", "currency", "5 CHF", "clean", { amount: 5, currency: "CHF" }],
  ["text", "user", "ada lovelace", "lossy", ADA],
  ["text", "user", "Nobody", "failed", null],
  ["text", "email", "no address", "failed", null],
  ["number", "text", 12.5, "clean", "12.5"],
  ["number", "currency", 5, "clean", { amount: 5, currency: "EUR" }],
  ["number", "rating", 2.5, "failed", null],
  ["number", "boolean", 2, "failed", null],
  ["currency", "number", { amount: 5, currency: "EUR" }, "clean", 5],
  ["currency", "number", { amount: 5, currency: "USD" }, "lossy", 5],
  ["date", "dateTime", "2026-02-28", "clean", "2026-02-28T00:00:00.000Z"],
  ["dateTime", "date", "2026-02-28T09:30:00.000Z", "lossy", "2026-02-28"],
  ["dateTime", "date", "2026-02-28T00:00:00.000Z", "clean", "2026-02-28"],
  ["select", "text", "gold", "clean", "Gold"],
  ["select", "multiSelect", "gold", "clean", ["gold"]],
  ["multiSelect", "select", ["gold"], "clean", "gold"],
  ["multiSelect", "select", ["gold", "old"], "lossy", "gold"],
  ["user", "text", ADA, "clean", "Ada Lovelace"],
  ["address", "text", { street: "Weg 1", city: "Bern" }, "lossy", "Weg 1, Bern"],
  ["json", "number", 5, "clean", 5],
  ["json", "text", { a: 1 }, "lossy", '{"a":1}'],
] as const)("%s to %s: %j is %s and becomes %j", (from, to, before, outcome, after) => {
  expect(convertValue(conversion(from, to), before)).toMatchObject({ outcome, value: after });
});

test("texts make the choices that they need, one for texts that differ in case only, up to the limit", () => {
  const { converted, config } = convertValues(conversion("text", "select"), ["New York", "new york", "Bern"]);
  expect(config.options).toEqual([
    option("new_york", "New York"),
    expect.objectContaining({ id: "bern", label: "Bern" }),
  ]);
  expect(converted.map((one) => one.value)).toEqual(["new_york", "new_york", "bern"]);

  const many = convertValues(
    conversion("text", "select"),
    Array.from({ length: 501 }, (_, index) => `v${index}`),
  );
  expect(many.converted.filter((one) => one.outcome === "failed")).toHaveLength(1);
});

test("whatever a text says, a conversion never throws, and what is called clean comes back the same", () => {
  const types = FIELD_TYPES.filter((type) => conversionRefusal("text", type) === null && type !== "boolean");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.constantFrom(...types), (text, type) => {
      const forth = conversion("text", type);
      const one = convertValue(forth, text);
      if (one.outcome !== "clean") return;
      const back = convertValue({ from: { type, config: one.config }, to: forth.from, people: PEOPLE }, one.value);
      expect(back.value).toBe(text);
    }),
  );
});
