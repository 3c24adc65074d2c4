import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type fc from "fast-check";
import type { FieldConfig, FieldType, FieldValue } from "@catalyst/contracts";
import type { FieldSamples } from "./arbitraries.ts";

const TYPES = join(import.meta.dirname, "../../custom-fields/src/field-type");

/** Samples stand beside their type, so that a new one brings its own and no list of them has to be kept. */
async function loadSamples(): Promise<readonly FieldSamples[]> {
  const paths = globSync("*/samples.fixture.ts", { cwd: TYPES });
  const modules: readonly { readonly samples: FieldSamples }[] = await Promise.all(
    paths.map((path) => import(pathToFileURL(join(TYPES, path)).href)),
  );
  return modules.map(({ samples }) => samples);
}

const SAMPLES: ReadonlyMap<FieldType, FieldSamples> = new Map(
  (await loadSamples()).map((samples) => [samples.type, samples]),
);

/** Settings with which a field of a type can be made. */
export function sampleConfig(type: FieldType): FieldConfig {
  return samplesOf(type).config;
}

/** Values that a type takes, in any form that it takes them; null: nobody writes it. */
export function sampleValues(type: FieldType): fc.Arbitrary<FieldValue> | null {
  return samplesOf(type).values;
}

function samplesOf(type: FieldType): FieldSamples {
  const samples = SAMPLES.get(type);
  if (samples === undefined)
    throw new Error(`Put samples.fixture.ts into the folder of ${type}: tests try it with them.`);
  return samples;
}

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
