import { expect, test } from "vitest";
import { FieldInput, type EntityType } from "@catalyst/contracts";
import { assignSlot, slotUsage } from "./assign-slot.ts";
import { formLayout } from "./form-layout.ts";
import { headerFields, nativeFields } from "./standard-entity-types.ts";
import { STANDARD_RELATIONS } from "./standard-relations.ts";
import { suggestFieldKey, validateNewField } from "./validate-field.ts";
import { validateRecord } from "./validate-record.ts";

const fields = [...nativeFields("tasks", { pipelines: [], stages: [] }), ...headerFields("tasks")];
const tasks: EntityType = {
  key: "tasks",
  label: "Task",
  labelPlural: "Tasks",
  kind: "standard",
  primaryField: "title",
  icon: "task",
  fields,
};
const scope = { entityType: tasks };

test("a new record gets its defaults and says what is missing", () => {
  expect(validateRecord({ scope, patch: { title: "Call" }, existing: null })).toEqual({
    ok: true,
    values: { title: "Call", status: "open", priority: "normal" },
  });
  expect(validateRecord({ scope, patch: {}, existing: null })).toMatchObject({
    ok: false,
    problems: [{ field: "title", code: "required" }],
  });
});

test("a required name of spaces alone is no name", () => {
  expect(validateRecord({ scope, patch: { title: "  " }, existing: null })).toMatchObject({
    ok: false,
    problems: [{ field: "title", code: "required" }],
  });
});

test("every problem of a patch is named at once", () => {
  const result = validateRecord({
    scope,
    patch: { title: null, due_date: "2026-02-30", createdAt: "2026-01-01T00:00:00Z", nothing: 1, status: "gone" },
    existing: { title: "Call" },
  });
  expect(result.ok || result.problems.map((problem) => [problem.field, problem.code])).toEqual([
    ["title", "required"],
    ["due_date", "bad_date"],
    ["createdAt", "read_only"],
    ["nothing", "unknown_field"],
    ["status", "unknown_option"],
  ]);
});

test("a stored value may stay although it could not be chosen any more", () => {
  expect(validateRecord({ scope, patch: { status: "gone" }, existing: { title: "Call", status: "gone" } })).toEqual({
    ok: true,
    values: { status: "gone" },
  });
});

test("a form shows sections in order, without stamps", () => {
  expect(formLayout(fields).map((section) => [section.title, section.fields.map((field) => field.key)])).toEqual([
    ["Details", ["title", "status", "priority", "due_date", "description"]],
    ["Record", ["ownerId"]],
  ]);
});

test("slots are given from the lowest place until the quota is used up", () => {
  const taken = new Set(["b1", "b2", "b4", "t1"]);
  expect(assignSlot("boolean", taken)).toBe("b3");
  expect(assignSlot("boolean", new Set(["b1", "b2", "b3", "b4", "b5"]))).toBe(null);
  expect(slotUsage(taken).find((usage) => usage.kind === "boolean")).toEqual({ kind: "boolean", used: 3, limit: 5 });
});

test("a key is suggested from the label and stays clear of reserved and taken ones", () => {
  expect(suggestFieldKey("Tier", new Set())).toBe("tier");
  expect(suggestFieldKey("Größe (m²)", new Set())).toBe("gro_e_m2");
  expect(suggestFieldKey("2nd", new Set(["nd"]))).toBe("nd_2");
  expect(suggestFieldKey("!!!", new Set())).toBe("field");
  expect(suggestFieldKey("Version", new Set())).toBe("version_2");
});

test("a field's settings are checked against its type", () => {
  const input = FieldInput.parse({
    label: "Tier",
    type: "select",
    config: { options: [], min: 3 },
    key: "createdAt",
    unique: true,
  });
  expect(validateNewField(input, tasks, new Set()).map((problem) => problem.field)).toEqual([
    "config.min",
    "config.options",
    "unique",
    "key",
  ]);
  expect(
    validateNewField(
      FieldInput.parse({ label: "Size", type: "number", defaultValue: 5, config: { max: 3 } }),
      tasks,
      new Set(),
    ),
  ).toMatchObject([{ field: "defaultValue" }]);
});

test("standard relations have the ids that the migration gives them", () => {
  expect(
    STANDARD_RELATIONS.map((relation) => `${relation.entityType}.${relation.key} ${relation.fieldId.slice(-2)}`),
  ).toEqual([
    "contacts.company 01",
    "deals.company 02",
    "deals.contact 03",
    "tasks.company 04",
    "tasks.contact 05",
    "tasks.deal 06",
    "notes.company 07",
    "notes.contact 08",
    "notes.deal 09",
  ]);
  expect(STANDARD_RELATIONS[0]?.fieldId).toBe("00000000-0000-4000-8000-000000000101");
});
