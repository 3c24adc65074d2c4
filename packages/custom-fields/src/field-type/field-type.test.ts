import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIELD_TYPES, type FieldConfig, type FieldType, type FieldValue } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "../registry.ts";

const CONFIG: Partial<Record<FieldType, FieldConfig>> = {
  select: {
    options: [
      { id: "a", label: "Alpha", hue: "slate", archived: false },
      { id: "old", label: "Old", hue: "slate", archived: true },
    ],
  },
  relation: { targetEntityType: "companies", multiple: true },
};

const parse = (type: FieldType, value: FieldValue) => FIELD_TYPE_MODULES[type].parse(value, CONFIG[type] ?? {});

describe("values that can't be kept exactly are refused", () => {
  test.each([
    ["text", "a\0b"],
    ["text", "\ud800"],
    ["longText", "x\udc00y"],
    ["number", 9007199254740993],
    ["number", 0.1 + 0.2],
    ["number", 1e400],
    ["number", Number.NaN],
    ["number", 1e15],
    ["number", 1e-300],
    ["number", "12"],
    ["boolean", "true"],
    ["date", "2026-02-30"],
    ["date", "2100-02-29"],
    ["date", "300000-01-01"],
    ["date", "0000-01-01"],
    ["date", "2026-2-3"],
    ["dateTime", "2026-02-30T10:00:00Z"],
    ["dateTime", "2026-02-28T10:00:00"],
    ["dateTime", "2026-02-28T24:00:00Z"],
    ["select", "old"],
    ["select", "b"],
    ["user", "someone"],
    ["relation", ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000001"]],
  ] as const)("%s refuses %j", (type, value) => {
    expect(parse(type, value)).toMatchObject({ ok: false });
  });
});

test("minus zero is taken as zero", () => {
  const parsed = parse("number", -0);
  expect(parsed.ok && Object.is(parsed.value, 0)).toBe(true);
});

test("an instant is kept in UTC, to the microsecond", () => {
  expect(parse("dateTime", "2026-02-28T10:00:00.123456+02:00")).toEqual({
    ok: true,
    value: "2026-02-28T08:00:00.123456Z",
  });
});

test("a leap day is a day", () => {
  expect(parse("date", "2028-02-29")).toEqual({ ok: true, value: "2028-02-29" });
});

test("a pattern that would run exponentially elsewhere answers at once", () => {
  const started = performance.now();
  const parsed = FIELD_TYPE_MODULES.text.parse(`${"a".repeat(900)}!`, { pattern: "(a+)+" });
  expect(parsed).toMatchObject({ ok: false, code: "pattern" });
  expect(performance.now() - started).toBeLessThan(200);
});

test.each(["(", "(?<=a)b", "(a{1000}){1000}", "\\1"])("the pattern %s is refused", (pattern) => {
  expect(FIELD_TYPE_MODULES.text.checkConfig({ pattern })).toMatchObject([{ field: "config.pattern" }]);
});

test("numbers accepted read back from JSON and CSV exactly", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.double(),
        fc.integer(),
        fc.double({ min: -1e6, max: 1e6 }).map((n) => Number(n.toPrecision(12))),
      ),
      (value) => {
        const parsed = parse("number", value);
        if (!parsed.ok) return;
        expect(JSON.parse(JSON.stringify(parsed.value))).toBe(value === 0 ? 0 : value);
        const text = FIELD_TYPE_MODULES.number.toCsv(parsed.value, {});
        expect(text).not.toContain("e");
        expect(FIELD_TYPE_MODULES.number.fromCsv(text, {})).toEqual(parsed);
      },
    ),
  );
});

test("every accepted value is its own canonical form and survives CSV", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.uuid(),
    fc.array(fc.uuid(), { maxLength: 3 }),
    fc.constantFrom("2026-01-31", "a", "2026-01-31T10:00:00Z"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_TYPES), anything, (type, value) => {
      const parsed = parse(type, value);
      if (!parsed.ok || parsed.value === null) return;
      expect(parse(type, parsed.value)).toEqual(parsed);
      const config = CONFIG[type] ?? {};
      expect(FIELD_TYPE_MODULES[type].fromCsv(FIELD_TYPE_MODULES[type].toCsv(parsed.value, config), config)).toEqual(
        parsed,
      );
    }),
  );
});
