import { expect, test } from "vitest";
import type { EntityType, FieldConfig, FieldDefinition, FieldType, Filter } from "@catalyst/contracts";
import { usesOfField } from "./uses-of-field.ts";

type Draft = {
  readonly key: string;
  readonly type: FieldType;
  readonly config?: FieldConfig;
  readonly visibleWhen?: Filter;
};

function field(entityType: string, { key, type, config = {}, visibleWhen }: Draft): FieldDefinition {
  return {
    fieldId: null,
    entityType,
    key,
    label: key,
    help: "",
    type,
    required: false,
    unique: false,
    defaultValue: null,
    config,
    section: "Details",
    position: 0,
    visibleWhen: visibleWhen ?? null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    storage: type === "relation" ? { kind: "links" } : { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    archivedAt: null,
    version: 1,
  };
}

function typeOf(key: string, drafts: readonly Draft[]): [string, EntityType] {
  const fields = drafts.map((draft) => field(key, draft));
  return [key, { key, label: key, labelPlural: key, kind: "custom", primaryField: "name", icon: "cube", fields }];
}

const is = (path: string): Filter => ({ kind: "condition", field: path, operator: "isNotEmpty", value: null });
const TYPES = new Map([
  typeOf("c_sites", [
    { key: "size", type: "number" },
    { key: "double", type: "formula", config: { expression: "size * 2", resultType: "number" } },
    { key: "note", type: "text", visibleWhen: is("size") },
  ]),
  typeOf("c_visits", [
    { key: "site", type: "relation", config: { targetEntityType: "c_sites" } },
    { key: "hours", type: "number" },
    { key: "reason", type: "text", visibleWhen: is("site.size") },
  ]),
  typeOf("c_regions", [
    { key: "sites", type: "relation", config: { targetEntityType: "c_sites", multiple: true } },
    {
      key: "total",
      type: "rollup",
      config: { rollup: { entityType: "c_regions", relation: "sites", function: "sum", field: "size" } },
    },
  ]),
]);

const uses = (entityType: string, key: string): readonly string[] =>
  usesOfField(TYPES, field(entityType, { key, type: "number" })).map((use) => `${use.kind} ${use.field.key}`);

test("formulas, roll-ups and conditions that need a field are found, over relations too", () => {
  expect(uses("c_sites", "size")).toEqual(["formula double", "condition note", "condition reason", "rollup total"]);
});

test("a relation is needed by the roll-up over it and by paths along it", () => {
  expect(uses("c_regions", "sites")).toEqual(["rollup total"]);
  expect(uses("c_visits", "site")).toEqual(["condition reason"]);
});

test("the same key of another entity type is another field", () => {
  expect(uses("c_visits", "size")).toEqual([]);
  expect(uses("c_visits", "hours")).toEqual([]);
});
