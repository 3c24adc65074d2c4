import { type Condition, type EntityType, EntityTypeKey, FieldKey } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { testField } from "../field/test-field.fixture.ts";
import { fieldStates, ruleValues, watchedKeys } from "./field-states.ts";

const when = (field: string, value: string): Condition => ({ kind: "condition", field, operator: "equals", value });
const key = (text: string) => FieldKey.parse(text);
const entityType: EntityType = {
  key: EntityTypeKey.parse("companies"),
  label: "Company",
  labelPlural: "Companies",
  kind: "standard",
  primaryField: key("name"),
  icon: "company",
  fields: [
    testField({ key: key("kind") }),
    testField({ key: key("reason"), visibleWhen: when("kind", "lost"), requiredWhen: when("kind", "lost") }),
    testField({ key: key("always"), required: true, visibleWhen: when("kind", "won") }),
    testField({ key: key("broken"), visibleWhen: when("gone", "x"), requiredWhen: when("gone", "x") }),
  ],
};

test("a rule shows and requires its field while its condition holds", () => {
  const states = (kind: string | null) => fieldStates({ entityType }, { kind });
  expect(states("lost").get("reason")).toEqual({ visible: true, required: true });
  expect(states(null).get("reason")).toEqual({ visible: false, required: false });
  expect(states("won").get("always")).toEqual({ visible: true, required: true });
});

test("a rule over a field that is gone neither hides nor requires anything", () => {
  expect(fieldStates({ entityType }, {}).get("broken")).toEqual({ visible: true, required: false });
});

test("only the fields that rules look at are watched, and an empty text is empty", () => {
  expect(watchedKeys(entityType)).toEqual(["kind", "gone"]);
  expect(ruleValues(["kind", "gone"], ["", undefined])).toEqual({ kind: null, gone: null });
});
