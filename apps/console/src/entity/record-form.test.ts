import { type EntityType, PrincipalId, RecordId } from "@catalyst/contracts";
import { headerFields, nativeFields } from "@catalyst/custom-fields";
import { expect, test } from "vitest";
import type { ScreenRecord } from "../provider/records-of.ts";
import { sameValue, toRecordChange, toRecordPatch } from "./record-form.ts";

const companies: EntityType = {
  key: "companies",
  label: "Company",
  labelPlural: "Companies",
  kind: "standard",
  primaryField: "name",
  icon: "company",
  fields: [...nativeFields("companies", { pipelines: [], stages: [] }), ...headerFields("companies")],
};
const base: ScreenRecord = {
  id: RecordId.parse("00000000-0000-4000-8000-000000000001"),
  entityType: "companies",
  displayName: "A",
  version: 3,
  ownerId: null,
  teamId: null,
  createdAt: "",
  createdBy: null,
  updatedAt: "",
  updatedBy: null,
  deletedAt: null,
  refs: {},
  fields: { name: "A", city: null, employee_count: 12 },
};

test("a form that was only opened sends nothing but the version", () => {
  const form = { fields: { ...base.fields, city: "" }, ownerId: null };
  expect(toRecordChange(companies, base, form)).toEqual({ fields: {}, version: 3 });
});

test("only what was changed is sent, and a number in another spelling is no change", () => {
  const form = { fields: { ...base.fields, name: "B", employee_count: "12.0" } };
  expect(toRecordChange(companies, base, form)).toEqual({ fields: { name: "B" }, version: 3 });
});

test("a new owner is sent beside the fields", () => {
  const ownerId = PrincipalId.parse("00000000-0000-4000-8000-000000000009");
  expect(toRecordChange(companies, base, { fields: base.fields, ownerId })).toEqual({
    fields: {},
    version: 3,
    ownerId,
  });
});

test("stamps and unknown keys are never sent", () => {
  expect(toRecordPatch(companies, { fields: { name: "B", createdAt: "x", nope: 1 } })).toEqual({
    fields: { name: "B" },
  });
});

test("values of parts are the same whatever the order of their keys, lists only in the same order", () => {
  expect(sameValue({ city: "Bern", country: "CH" }, { country: "CH", city: "Bern" })).toBe(true);
  expect(sameValue(["a", "b"], ["b", "a"])).toBe(false);
  expect(sameValue([], null)).toBe(true);
});
