import type { FieldDefinition } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { testField } from "../test-field.fixture.ts";
import { chosenOptions, offeredOptions } from "./chosen-options.ts";

const option = (id: string, archived = false) => ({ id, label: id.toUpperCase(), hue: "slate" as const, archived });
const field: FieldDefinition = testField({
  type: "multiSelect",
  config: { options: [option("a"), option("b", true), option("c")] },
});

test("chosen options come in the field's order, archived ones and lost ones too", () => {
  expect(chosenOptions(field, ["gone", "c", "b"]).map(({ id, option }) => [id, option?.label])).toEqual([
    ["b", "B"],
    ["c", "C"],
    ["gone", undefined],
  ]);
  expect(chosenOptions(field, null)).toEqual([]);
});

test("an archived option is offered only to a record that has it", () => {
  expect(offeredOptions(field, []).map(({ id }) => id)).toEqual(["a", "c"]);
  expect(offeredOptions(field, ["b"]).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(offeredOptions(field, "b").map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
