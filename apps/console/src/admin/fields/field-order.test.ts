import { FieldId, FieldKey, type FieldDefinition } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { testField } from "../../field/test-field.fixture.ts";
import { groupFields, placesAfterMove, placesAfterRename, stepTarget } from "./field-order.ts";

const id = (number: number) => FieldId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, "0")}`);
const native = (key: string, position: number) => testField({ key: FieldKey.parse(key), position, system: true });
const own = (key: string, position: number, section = "Details") =>
  testField({ key: FieldKey.parse(key), position, section, fieldId: id(position * 10) });
const FIELDS = [native("name", 0), native("city", 1), own("a", 100), own("b", 101), own("c", 102, "Money")];

function apply(fields: readonly FieldDefinition[], places: ReturnType<typeof placesAfterMove>): string[] {
  const moved = fields.map((field) => ({ ...field, ...places.find((place) => place.fieldId === field.fieldId) }));
  return groupFields(moved).map((group) => `${group.title}: ${group.fields.map((field) => field.key).join(" ")}`);
}

test("a field goes before another, also between two that come with the product", () => {
  const moved = placesAfterMove(FIELDS, { key: "b", section: "Details", before: "city" });
  expect(apply(FIELDS, moved)).toEqual(["Details: name b city a", "Money: c"]);
});

test("a field goes to the end of another section, or into a new one", () => {
  const to = (section: string) => apply(FIELDS, placesAfterMove(FIELDS, { key: "a", section, before: null }));
  expect(to("Money")).toEqual(["Details: name city b", "Money: c a"]);
  expect(to("New")).toEqual(["Details: name city b", "Money: c", "New: a"]);
});

test("a field that comes with the product stays", () => {
  expect(placesAfterMove(FIELDS, { key: "name", section: "Money", before: null })).toEqual([]);
});

test("steps lead one place up or down within the section, and end at its edges", () => {
  const details = groupFields(FIELDS)[0] ?? { title: "", fields: [] };
  expect(stepTarget(details, "a", -1)).toBe("city");
  expect(stepTarget(details, "a", 1)).toBeNull();
  expect(stepTarget(details, "name", -1)).toBeUndefined();
  expect(stepTarget(details, "b", 1)).toBeUndefined();
});

test("a section is renamed with all its own fields", () => {
  expect(placesAfterRename(groupFields(FIELDS)[1] ?? { title: "", fields: [] }, "Cash")).toEqual([
    { fieldId: id(1020), section: "Cash", position: 102 },
  ]);
});

test("after any moves every field is there once, and the last one moved stands where it was put", () => {
  const key = fc.constantFrom("a", "b", "c");
  const before = fc.constantFrom("name", "city", "a", "b", "c", null);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, before), { minLength: 1, maxLength: 12 }), (moves) => {
      let fields: readonly FieldDefinition[] = FIELDS;
      for (const [moved, target] of moves) {
        const section = fields.find((field) => field.key === target)?.section ?? "Details";
        const places = placesAfterMove(fields, { key: moved, section, before: target });
        fields = fields.map((field) => ({ ...field, ...places.find((place) => place.fieldId === field.fieldId) }));
        const group = groupFields(fields).find((candidate) => candidate.title === section);
        const keys = group?.fields.map((field) => String(field.key)) ?? [];
        if (target !== moved && target !== null) expect(keys.indexOf(moved)).toBe(keys.indexOf(target) - 1);
      }
      expect(new Set(fields.map((field) => field.key)).size).toBe(FIELDS.length);
    }),
  );
});
