import { type EntityType, RecordId } from "@catalyst/contracts";
import { headerFields, nativeFields } from "@catalyst/custom-fields";
import { expect, test } from "vitest";
import type { ScreenRecord } from "../provider/records-of.ts";
import { findConflict } from "./conflict.ts";

const companies: EntityType = {
  key: "companies",
  label: "Company",
  labelPlural: "Companies",
  kind: "standard",
  primaryField: "name",
  icon: "company",
  fields: [...nativeFields("companies", { pipelines: [], stages: [] }), ...headerFields("companies")],
};
const stored = (fields: ScreenRecord["fields"]): ScreenRecord => ({
  id: RecordId.parse("00000000-0000-4000-8000-000000000001"),
  entityType: "companies",
  displayName: "A",
  version: 4,
  ownerId: null,
  teamId: null,
  createdAt: "",
  createdBy: null,
  updatedAt: "",
  updatedBy: null,
  deletedAt: null,
  refs: {},
  fields,
});

test("a field that both changed is a choice; one that only they changed follows; one that only I changed stays mine", () => {
  const base = { fields: { name: "A", city: "Oslo", country: "Norway" } };
  const conflict = findConflict(companies, {
    base,
    mine: { fields: { name: "B", city: "Oslo", country: "Sweden" } },
    theirs: stored({ name: "C", city: "Bergen", country: "Norway" }),
  });
  expect(conflict.choices.map(({ field, mine, theirs }) => [field.key, mine, theirs])).toEqual([["name", "B", "C"]]);
  expect(conflict.theirChanges).toEqual({ city: "Bergen" });
});

test("the same change by both is no conflict", () => {
  expect(
    findConflict(companies, {
      base: { fields: { name: "A" } },
      mine: { fields: { name: "B" } },
      theirs: stored({ name: "B" }),
    }),
  ).toEqual({ choices: [], theirChanges: {} });
});
