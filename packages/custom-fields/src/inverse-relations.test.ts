import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { inverseRelations } from "./inverse-relations.ts";
import { nativeFields } from "./standard-entity-types.ts";

const [base] = nativeFields("companies", { pipelines: [], stages: [] });
const relation = (key: string, target: string, inverseLabel?: string): FieldDefinition => {
  if (base === undefined) throw new Error("Companies have fields");
  const config = { targetEntityType: target, ...(inverseLabel !== undefined && { inverseLabel }) };
  return { ...base, key, label: key, type: "relation", storage: { kind: "links" }, config };
};
const type = (key: string, fields: readonly FieldDefinition[]): EntityType => ({
  key,
  label: key,
  labelPlural: `All ${key}`,
  kind: "custom",
  primaryField: "name",
  icon: "cube",
  fields,
});

test("relations are named from their other side, and apart where two would be named alike", () => {
  const types = [
    type("people", [relation("employer", "firms"), relation("former", "firms"), relation("home", "towns")]),
    type("firms", [relation("parent", "firms", "Subsidiaries")]),
  ];
  expect(inverseRelations(types, "firms").map((found) => found.label)).toEqual([
    "All people (employer)",
    "All people (former)",
    "Subsidiaries",
  ]);
  expect(inverseRelations(types, "towns").map((found) => found.label)).toEqual(["All people"]);
});
