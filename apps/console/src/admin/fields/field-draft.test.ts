import { expect, test } from "vitest";
import { testField } from "../../field/test-field.fixture.ts";
import {
  capabilities,
  draftOf,
  type FieldDraft,
  isDirty,
  NEW_FIELD,
  toConfig,
  toFieldInput,
  toFieldPatch,
} from "./field-draft.ts";

const draft = (patch: Partial<FieldDraft>): FieldDraft => ({ ...NEW_FIELD, label: " Seats ", ...patch });

test("only the settings that a type understands are sent, numbers as numbers", () => {
  const looked = draft({
    type: "number",
    config: { targetEntityType: "companies", pattern: "x", unit: "kg" },
    texts: { ...NEW_FIELD.texts, min: " 1 ", max: "", minLength: "4", decimals: "2" },
  });
  expect(toConfig(looked)).toEqual({ unit: "kg", min: 1, decimals: 2 });
});

test("the bounds of a date stay days", () => {
  const dated = draft({ type: "date", texts: { ...NEW_FIELD.texts, min: "2026-01-01" } });
  expect(toConfig(dated)).toEqual({ min: "2026-01-01" });
});

test("a new field is sent with its trimmed label, without a key that nobody typed", () => {
  const input = toFieldInput(draft({ type: "percent", defaultValue: "12.50", section: " ", required: true }));
  expect(input).toMatchObject({
    label: "Seats",
    type: "percent",
    defaultValue: 12.5,
    section: "Details",
    required: true,
  });
  expect(input).not.toHaveProperty("key");
});

test("what a type can't be is not sent", () => {
  const formula = draft({
    type: "formula",
    required: true,
    unique: true,
    defaultValue: "x",
    config: { resultType: "number" },
  });
  expect(toFieldInput(formula)).toMatchObject({
    required: false,
    unique: false,
    defaultValue: null,
    requiredWhen: null,
  });
  expect(toFieldInput(draft({ type: "json", indexed: true })).indexed).toBe(false);
  expect(toFieldPatch(draft({ type: "relation", defaultValue: "x" })).defaultValue).toBeNull();
});

test("a formula can be indexed as what it gives", () => {
  expect(capabilities({ type: "formula", config: { resultType: "number" } }).slotKind).toBe("number");
  expect(capabilities({ type: "formula", config: { resultType: "date" } }).slotKind).toBe("time");
});

test("a draft of a field is as it was until somebody changes it", () => {
  const field = testField({ type: "autoNumber", config: { prefix: "INV-", padding: 5, startAt: 10 } });
  const start = draftOf(field);
  expect(toConfig(start)).toEqual(field.config);
  expect(isDirty({ ...start }, draftOf(field))).toBe(false);
  expect(isDirty({ ...start, help: "x" }, draftOf(field))).toBe(true);
});
