import { expect, test } from "vitest";
import { relationAfter } from "./change-link.ts";

test("a relation to one record is replaced or emptied", () => {
  expect(relationAfter("a", false, { add: "b" })).toBe("b");
  expect(relationAfter("a", false, { remove: "a" })).toBe(null);
});

test("a relation to many keeps its other records, and each of them once", () => {
  expect(relationAfter(["a"], true, { add: "b" })).toEqual(["a", "b"]);
  expect(relationAfter(["a"], true, { add: "a" })).toEqual(["a"]);
  expect(relationAfter(["a", "b"], true, { remove: "a" })).toEqual(["b"]);
  expect(relationAfter(null, true, { add: "a" })).toEqual(["a"]);
});
