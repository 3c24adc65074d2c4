import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIELD_TYPES, type FieldConfig, type FieldType, type FieldValue } from "@catalyst/contracts";
import { BAD_INPUT, sampleConfig, sampleValues } from "@catalyst/testkit/sample-fields";
import { FIELD_TYPE_MODULES, fieldTypeOf } from "../registry.ts";
import { sameValue } from "../same-value.ts";

const configOf = (type: FieldType): FieldConfig => sampleConfig(type);
const moduleOf = (type: FieldType) => fieldTypeOf({ type, config: configOf(type) });
const WRITTEN = FIELD_TYPES.flatMap((type) => {
  const values = sampleValues(type);
  return values === null ? [] : [[type, values] as const];
});

describe.each(WRITTEN)("%s", (type, values) => {
  const module = moduleOf(type);
  const config = configOf(type);

  test("takes its values in one canonical form that JSON and CSV give back", () => {
    fc.assert(
      fc.property(values, (value) => {
        const parsed = module.parse(value, config);
        if (!parsed.ok) throw new Error(`refused ${JSON.stringify(value)}: ${parsed.message}`);
        expect(module.parse(parsed.value, config)).toEqual(parsed);
        expect(sameValue(JSON.parse(JSON.stringify(parsed.value)), parsed.value)).toBe(true);
        expect(module.fromCsv(module.toCsv(parsed.value, config), config)).toEqual(parsed);
      }),
    );
  });

  test("has settings that it accepts itself, and an API form", () => {
    expect(module.checkConfig(config)).toEqual([]);
    expect(module.apiSchema(config)).toBeTypeOf("object");
  });
});

test.each(FIELD_TYPES)("%s has a module of its own name", (type) => {
  expect(FIELD_TYPE_MODULES[type].type).toBe(type);
  expect(moduleOf(type).type).toBe(type);
  expect(moduleOf(type).parse(null, {})).toEqual({ ok: true, value: null });
  expect(moduleOf(type).toCsv(null, {})).toBe("");
});

describe.each(FIELD_TYPES)("bad input: %s", (type) => {
  test.each(BAD_INPUT)("%s is kept exactly or refused, at once", (_name, value) => {
    const config = type === "text" ? { pattern: "(a+)+" } : configOf(type);
    const module = moduleOf(type);
    const parsed = module.parse(value, config);
    const cell = typeof value === "string" ? module.fromCsv(value, config) : parsed;
    expect(fastestOf(() => typeof value === "string" && module.fromCsv(value, config))).toBeLessThan(100);
    expect(fastestOf(() => module.parse(value, config))).toBeLessThan(100);
    for (const outcome of [parsed, cell]) {
      if (!outcome.ok) expect(outcome.message.length).toBeLessThan(200);
      else expect(roundTrip(outcome.value)).toBe(true);
    }
  });
});

/** Milliseconds of the fastest of some tries, so that a busy machine is not taken for slow code. */
function fastestOf(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
}

function roundTrip(value: FieldValue): boolean {
  const text = JSON.stringify(value);
  const given: FieldValue = JSON.parse(text);
  return sameValue(given, value) && !text.includes("\\u0000") && text.isWellFormed();
}
