import type { Condition, Filter } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { appendTo, fromGroup, isComplete, joinBy, replaceAt, toGroup, withOperator } from "./filter-edits.ts";

const tier: Condition = { kind: "condition", field: "tier", operator: "equals", value: "a" };
const name: Condition = { kind: "condition", field: "name", operator: "isEmpty", value: null };
const nested = { kind: "and", filters: [tier, { kind: "or", filters: [name, tier] }] } as const satisfies Filter;

test("a filter is edited as a group, and nothing to filter is no filter", () => {
  expect(toGroup(tier)).toEqual({ kind: "and", filters: [tier] });
  expect(toGroup(nested)).toBe(nested);
  expect(fromGroup(toGroup(undefined))).toBeUndefined();
});

test("parts are changed and removed where they are; a group that gets empty goes", () => {
  expect(replaceAt(nested, [1, 0], tier)).toEqual({
    kind: "and",
    filters: [tier, { kind: "or", filters: [tier, tier] }],
  });
  const shorter = replaceAt(nested, [1, 1], null);
  expect(shorter).toEqual({ kind: "and", filters: [tier, { kind: "or", filters: [name] }] });
  expect(replaceAt(shorter, [1, 0], null)).toEqual({ kind: "and", filters: [tier] });
  expect(replaceAt(nested, [7, 0], null)).toBe(nested);
});

test("conditions are added to a group, and its word is changed, without touching the others", () => {
  expect(appendTo(nested, [1], name)).toEqual({
    kind: "and",
    filters: [tier, { kind: "or", filters: [name, tier, name] }],
  });
  expect(appendTo(nested, [], name).filters).toHaveLength(3);
  expect(joinBy(nested, [1], "and")).toEqual({ kind: "and", filters: [tier, { kind: "and", filters: [name, tier] }] });
  expect(joinBy(nested, [], "or").kind).toBe("or");
});

test("a condition counts when it has its value, or needs none", () => {
  expect(
    [tier, name, { ...tier, value: "" }, { ...tier, value: [] }].map((condition) => isComplete(condition as Condition)),
  ).toEqual([true, true, false, false]);
});

test("a value stays with operators that take the same kind", () => {
  expect(withOperator(tier, "notEquals").value).toBe("a");
  expect(withOperator(tier, "in").value).toBeNull();
  expect(withOperator({ ...tier, operator: "in", value: ["a"] }, "notIn").value).toEqual(["a"]);
  expect(withOperator(tier, "within").value).toBeNull();
});
