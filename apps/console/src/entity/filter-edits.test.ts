import type { Condition } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { fromFlat, isComplete, toFlat } from "./filter-edits.ts";

const tier: Condition = { kind: "condition", field: "tier", operator: "equals", value: "a" };
const name: Condition = { kind: "condition", field: "name", operator: "isEmpty", value: null };

test("a filter of the bar reads back as it was written", () => {
  for (const join of ["and", "or"] as const)
    expect(toFlat(fromFlat({ join, conditions: [tier, name] }))).toEqual({ join, conditions: [tier, name] });
  expect(fromFlat({ join: "and", conditions: [] })).toBeUndefined();
  expect(toFlat(undefined)).toEqual({ join: "and", conditions: [] });
});

test("a filter with groups in groups is left alone", () => {
  expect(toFlat({ kind: "and", filters: [tier, { kind: "or", filters: [name] }] })).toBeNull();
});

test("a condition counts when it has its value, or needs none", () => {
  expect(
    [tier, name, { ...tier, value: "" }, { ...tier, value: [] }].map((condition) => isComplete(condition as Condition)),
  ).toEqual([true, true, false, false]);
});
