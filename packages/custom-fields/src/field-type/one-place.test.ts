import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FIELD_TYPES } from "@catalyst/contracts";

const ROOT = join(import.meta.dirname, "../../../..");
const SOURCES = ["packages/*/src/**/*.ts", "apps/*/src/**/*.{ts,tsx}"];
const GUIDE = "docs/guides/developers.md";

function knowsEveryType(path: string): boolean {
  const words = new Set(readFileSync(join(ROOT, path), "utf8").match(/\w+/g) ?? []);
  return FIELD_TYPES.every((type) => words.has(type));
}

test("the guide names every file that a new field type has to be added to", () => {
  const guide = readFileSync(join(ROOT, GUIDE), "utf8");
  const lists = globSync(SOURCES, { cwd: ROOT, exclude: (name) => name.includes("node_modules") })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.includes(".test.") && knowsEveryType(path));

  expect(lists.length).toBeGreaterThan(3);
  expect(lists.filter((path) => !guide.includes(path))).toEqual([]);
});

test("a type's name stands in the code of no other type", () => {
  const folders = globSync("packages/custom-fields/src/field-type/*/*.ts", { cwd: ROOT });
  const foreign = folders.filter((path) => !path.includes(".test.") && knowsEveryType(path));

  expect(foreign).toEqual([]);
});
