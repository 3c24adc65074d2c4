import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FIELD_TYPES } from "@catalyst/contracts";

const ROOT = join(import.meta.dirname, "../../../..");
const GUIDE = "docs/guides/developers.md";
/** The lists that a new type is written into; the console's own tests look after the console. */
const LISTS = ["packages/contracts/src/field-definition.ts", "packages/custom-fields/src/registry.ts"];
const SOURCES = ["packages/*/src/**/*.ts", "apps/{server,worker}/src/**/*.ts"];
/** Engines of one type each: nothing in them has to know another one. */
const ENGINES = "formula|rollup";
const NAMES = FIELD_TYPES.filter((type) => !ENGINES.split("|").includes(type)).join("|");
/** `field.type === "phone"`, `"phone" === field.type`, `row.to_type !== "phone"`. */
const ASKS_FOR_A_TYPE = new RegExp(
  `\\b(field|\\w*[rR]elation|row|to|from|rules|draft|input|created|before|after)\\??\\.(\\w+_)?type\\s*[!=]==\\s*"(${NAMES})"`,
);
function sources(): readonly string[] {
  return globSync(SOURCES, { cwd: ROOT, exclude: (name) => name.includes("node_modules") })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.(test|fixture)\.ts$|\/generated\//.test(path));
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

function knowsEveryType(path: string): boolean {
  const words = new Set(textOf(path).match(/\w+/g) ?? []);
  return FIELD_TYPES.every((type) => words.has(type));
}

test("only the contract's list and the registry name every type", () => {
  expect(sources().filter(knowsEveryType).sort()).toEqual(LISTS);
});

test("the guide names the lists that a new type is written into", () => {
  expect(LISTS.filter((path) => !textOf(GUIDE).includes(path))).toEqual([]);
});

test("a type's name stands in the code of no other type", () => {
  const folders = globSync("packages/custom-fields/src/field-type/*/*.ts", { cwd: ROOT });
  const foreign = folders.filter((path) => !path.includes(".test.") && knowsEveryType(path));

  expect(foreign).toEqual([]);
});

test("nobody asks a field for its type's name, but for a trait of the type", () => {
  const asking = sources().flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, at) => (ASKS_FOR_A_TYPE.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );

  expect(asking).toEqual([]);
});
