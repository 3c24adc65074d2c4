import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FIELD_TYPES } from "@catalyst/contracts";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..");
const REGISTRY = "field/registry.ts";
const NAME = FIELD_TYPES.join("|");
/** `field.type === "phone"`, and the same of a draft, a candidate or whatever else has a type; `typeof` is no type of ours. */
const ASKS = new RegExp(`\\b(?:type|\\w+\\??\\.type)\\s*[!=]==\\s*"(${NAME})"`, "g");
const CASE = new RegExp(`\\bcase "(${NAME})":`, "g");
const KEY = new RegExp(`^\\s*(${NAME}):`, "gm");
const ITEM = new RegExp(`(?<=[[,]\\s*)"(${NAME})"(?=\\s*[,\\]])`, "g");

/** Files that go over a closed union of their own, which a new field type does not change. */
const OTHER_UNIONS = [
  // Results of formulas.
  "admin/fields/formula/check-draft.ts",
  // What uses a field: among others a formula or a roll-up.
  "admin/fields/field-uses.ts",
  // What a workflow asks of whoever starts it.
  "entity/StartInputs.tsx",
  "workflow/panel/trigger/InputFields.tsx",
  "workflow/rehearsal/RehearsalForm.tsx",
  "workflow/rehearsal/rehearsal-draft.ts",
];

function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: SRC })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/\.(test|fixture)\.tsx?$/.test(path));
}

function namesIn(path: string, patterns: readonly RegExp[]): readonly string[] {
  const text = readFileSync(join(SRC, path), "utf8");
  return [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = ""]) => name)))];
}

const elsewhere = filesOf("**/*.{ts,tsx}").filter(
  (path) => !path.startsWith("field/") && !OTHER_UNIONS.includes(path) && !/messages?(\/|\.ts$)/.test(path),
);

test("no switch, list or table outside the types' folders goes over field types", () => {
  const found = elsewhere.filter(
    (path) => namesIn(path, [CASE, ITEM, ASKS]).length > 1 || namesIn(path, [KEY]).length > 3,
  );
  expect(found).toEqual([]);
});

test("nobody outside the types' folders asks for a type by its name", () => {
  const asking = elsewhere.flatMap((path) => namesIn(path, [ASKS]).map((name) => `${path}: ${name}`));
  expect(asking).toEqual([]);
});

test("in the folder of types only the registry names them all", () => {
  const lists = filesOf("field/**/*.{ts,tsx}").filter((path) => namesIn(path, [CASE, KEY, ITEM, ASKS]).length > 5);
  expect(lists).toEqual([REGISTRY]);
});

test("each type is one module in a folder of its own", () => {
  const registry = readFileSync(join(SRC, REGISTRY), "utf8");
  const folders = FIELD_TYPES.map((type) => type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const missing = folders.filter((folder) => !registry.includes(`"./${folder}/${folder}.ts"`));
  expect(missing).toEqual([]);
});
