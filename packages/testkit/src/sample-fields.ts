import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { CurrencyCode, type FieldConfig, type FieldType, type FieldValue } from "@catalyst/contracts";

const option = (id: string, label: string, archived = false) => ({ id, label, hue: "slate" as const, archived });

/** Settings with which a field of each type can be made; types that need none are left out. */
export const SAMPLE_CONFIG: Partial<Record<FieldType, FieldConfig>> = {
  select: { options: [option("a", "Alpha"), option("b", "Beta; gamma"), option("old", "Old", true)] },
  multiSelect: {
    options: [option("a", "Alpha"), option("b", "Beta; gamma"), option("c", "a"), option("old", "Old", true)],
  },
  currency: { currencies: ["EUR", "USD", "JPY"].map((code) => CurrencyCode.parse(code)) },
  rating: { max: 7 },
  autoNumber: { prefix: "INV-", padding: 5 },
  relation: { targetEntityType: "companies", multiple: true },
  formula: { expression: "1.0", resultType: "number" },
  rollup: { rollup: { entityType: "deals", relation: "company", function: "count" }, resultType: "number" },
};

const decimals = fc.oneof(
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(6)) + 0),
  fc.constantFrom(0, 0.1, -0.05, 1e-7, 1e14),
);
const day = fc
  .date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const words = fc
  .string({ unit: "binary", minLength: 1, maxLength: 60 })
  .filter((text) => text.isWellFormed() && !text.includes("\0"));
const part = fc.option(words, { nil: undefined });

/** Values that each type takes, in any form that it takes them; computed types have none. */
export const SAMPLE_VALUES: Record<FieldType, fc.Arbitrary<FieldValue> | null> = {
  text: words,
  longText: words,
  number: decimals,
  currency: fc.oneof(
    decimals,
    fc.record({ amount: decimals, currency: fc.constantFrom("EUR", "USD", "JPY") }),
    decimals.map((amount) => ({ amount })),
  ),
  percent: decimals,
  boolean: fc.boolean(),
  date: day,
  dateTime: fc.tuple(day, fc.integer({ min: 0, max: 86_399_999 })).map(([date, millis]) => {
    const time = new Date(millis).toISOString().slice(10);
    return `${date < "1000-01-02" ? "1000-01-02" : date}${time}`;
  }),
  select: fc.constantFrom("a", "b"),
  multiSelect: fc.subarray(["a", "b", "c"], { minLength: 1 }),
  email: fc.emailAddress().filter((email) => !/[."]{2}|"/.test(email)),
  phone: fc.constantFrom("+49 30 123456", "0049 (0)30-12.34.56", "(202) 555-0123 ext. 45", "+1-202-555-0123", "112"),
  url: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => !/["'`{}|\\^<>]/.test(url)),
    fc.constantFrom("example.com", "mailto:ada@example.com", "https://müller.example/ä?q=ö"),
  ),
  address: fc
    .record({
      street: part,
      city: part,
      region: part,
      postalCode: part,
      country: fc.option(fc.constantFrom("DE", "CH", "US"), { nil: undefined }),
    })
    .map((parts) =>
      Object.fromEntries(Object.entries(parts).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]))),
    ),
  rating: fc.integer({ min: 1, max: 7 }),
  autoNumber: null,
  user: fc.uuid(),
  relation: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }),
  json: fc.oneof(
    words,
    decimals,
    fc.boolean(),
    fc.array(fc.oneof(words, decimals, fc.constant(null)), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "c d", "ä"), fc.oneof(words, decimals, fc.boolean(), fc.constant(null)), {
      maxKeys: 4,
    }),
  ),
  formula: null,
  rollup: null,
};

/** What must never be kept in another form than it was given, whatever the type. */
export const BAD_INPUT: readonly (readonly [name: string, value: FieldValue])[] = [
  ["a NUL byte", "a\0b"],
  ["half a character", "\ud800"],
  ["2^53 + 1 as text", "9007199254740993"],
  ["2^53 + 1 as a number", 9007199254740992],
  ["1e400", Number.POSITIVE_INFINITY],
  ["NaN", Number.NaN],
  ["minus zero", -0],
  ["30 February", "2026-02-30"],
  ["the year 300000", "300000-01-01"],
  ["ten megabytes", "x".repeat(10_000_000)],
  ["ten megabytes inside", { amount: "x".repeat(10_000_000), currency: "EUR", street: "x".repeat(10_000_000) }],
  ["what makes patterns run forever", `${"a".repeat(5_000)}!`],
  ["a list of everything", ["a\0", Number.NaN, null, { deep: [[[[["\ud800"]]]]] }]],
  ["a key that objects have", JSON.parse('{"__proto__":{"amount":1},"constructor":1}') as FieldValue],
  ["an id of nobody", randomUUID()],
];
