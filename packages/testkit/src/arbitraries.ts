import fc from "fast-check";
import type { FieldConfig, FieldType, FieldValue, SelectOption } from "@catalyst/contracts";

/** What a type of field gives the tests that go over every type: `samples.fixture.ts` in its folder. */
export type FieldSamples = {
  readonly type: FieldType;
  /** Settings with which a field of the type can be made. */
  readonly config: FieldConfig;
  /** Values that it takes with them, in any form that it takes them; null: nobody writes it. */
  readonly values: fc.Arbitrary<FieldValue> | null;
};

/** Numbers of at most 15 digits. */
export const decimals = fc.oneof(
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(6)) + 0),
  fc.constantFrom(0, 0.1, -0.05, 1e-7, 1e14),
);

/** Days of the calendar. */
export const days = fc
  .date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Texts of any characters that can be stored. */
export const words = fc
  .string({ unit: "binary", minLength: 1, maxLength: 60 })
  .filter((text) => text.isWellFormed() && !text.includes("\0"));

/** A choice. */
export function sampleOption(id: string, label: string, archived = false): SelectOption {
  return { id, label, hue: "slate", archived };
}
