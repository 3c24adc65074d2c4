import type { Condition, EntityType, FieldDefinition } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { chosenColumns, columnChoice, differs, FIRST_SORT, type ListState } from "./list-state.ts";

const field = (key: string): FieldDefinition => ({
  fieldId: null,
  entityType: "things",
  key,
  label: key,
  help: "",
  type: "text",
  required: false,
  unique: false,
  defaultValue: null,
  config: {},
  section: "",
  position: 0,
  visibleWhen: null,
  requiredWhen: null,
  readRoles: null,
  writeRoles: null,
  storage: { kind: "values" },
  slot: null,
  indexState: "none",
  indexProgress: 0,
  system: false,
  readOnly: false,
  archivedAt: null,
  version: 1,
});
const things: EntityType = {
  key: "things",
  label: "Thing",
  labelPlural: "Things",
  kind: "custom",
  primaryField: "name",
  icon: "cube",
  fields: ["name", "a", "b", "c"].map(field),
};
const tier: Condition = {
  kind: "condition",
  field: "a",
  operator: "within",
  value: { range: "last", count: 3, unit: "day" },
};
const state = (change: Partial<ListState> = {}): ListState => ({
  filter: null,
  sort: FIRST_SORT,
  columns: null,
  ...change,
});

test("columns of a view become the table's choice and read back in their order", () => {
  const choice = columnChoice(things, ["name", "c", "a"]);
  expect(choice.hidden).toEqual(["fields.b"]);
  expect(chosenColumns(things, choice)).toEqual(["name", "c", "a"]);
  expect(chosenColumns(things, { hidden: undefined, ranks: undefined })).toBeNull();
  // A field that is gone since is left out.
  expect(chosenColumns(things, columnChoice(things, ["name", "gone", "b"]))).toEqual(["name", "b"]);
});

test("a list differs from its view by filter, sort or columns, not by how the same filter is written", () => {
  const saved = state({ filter: { kind: "and", filters: [tier] }, columns: ["name", "a"] });
  const same = { ...tier, value: { unit: "day", count: 3, range: "last" } };
  expect(differs(state({ filter: same, columns: ["name", "a"] }), saved)).toBe(false);
  expect(differs(state({ filter: tier }), saved)).toBe(false);
  expect(differs(state({ columns: ["name", "a"] }), saved)).toBe(true);
  expect(differs(state({ filter: tier, columns: ["a", "name"] }), saved)).toBe(true);
  expect(differs(state({ filter: tier, sort: { field: "a", direction: "desc" } }), saved)).toBe(true);
  expect(differs(state({ filter: { kind: "or", filters: [] } }), state())).toBe(false);
});
