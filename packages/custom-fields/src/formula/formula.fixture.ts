import type { EntityType, FieldConfig, FieldDefinition, FieldType } from "@catalyst/contracts";

/** A custom field for tests of formulas. */
export function field(key: string, type: FieldType, config: FieldConfig = {}): FieldDefinition {
  return {
    fieldId: null,
    entityType: "companies",
    key,
    label: key.slice(0, 1).toUpperCase() + key.slice(1),
    help: "",
    type,
    required: false,
    unique: false,
    defaultValue: null,
    config,
    section: "Details",
    position: 0,
    visibleWhen: null,
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

/** A formula for tests. */
export function formula(
  key: string,
  expression: string,
  resultType: FieldConfig["resultType"] = "number",
): FieldDefinition {
  return field(key, "formula", { expression, resultType });
}

/** An entity type of these fields. */
export function typeOf(fields: readonly FieldDefinition[], key = "companies"): EntityType {
  return {
    key,
    label: "Company",
    labelPlural: "Companies",
    kind: "custom",
    primaryField: "name",
    icon: "cube",
    fields: fields.map((own) => ({ ...own, entityType: key })),
  };
}
