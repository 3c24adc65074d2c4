import { memoryStore } from "react-admin";
import { expect, test } from "vitest";
import { createScopedStore } from "./scoped-store.ts";

test("a preference of one tenant is not seen in another, and is back when one returns", () => {
  const store = createScopedStore(memoryStore());
  store.setup();
  store.setScope("a");
  store.setItem("columns", ["name"]);
  store.setScope("b");
  expect(store.getItem("columns", [])).toEqual([]);
  store.setScope("a");
  expect(store.getItem("columns", [])).toEqual(["name"]);
});

test("the theme stays whoever is signed in", () => {
  const store = createScopedStore(memoryStore());
  store.setup();
  store.setScope("a");
  store.setItem("theme", "dark");
  store.setScope("b");
  expect(store.getItem("theme")).toBe("dark");
});

test("resetting forgets the present scope only", () => {
  const store = createScopedStore(memoryStore());
  store.setup();
  store.setItem("theme", "dark");
  for (const scope of ["a", "b"]) {
    store.setScope(scope);
    store.setItem("columns", [scope]);
  }
  store.reset();
  expect(store.getItem("columns")).toBeUndefined();
  expect(store.getItem("theme")).toBe("dark");
  store.setScope("a");
  expect(store.getItem("columns")).toEqual(["a"]);
});
