import { EntityTypeKey, FieldKey, type FieldDefinition } from "@catalyst/contracts";

/** A field definition for tests, with what matters to them. */
export function testField(parts: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    fieldId: null,
    entityType: EntityTypeKey.parse("companies"),
    key: FieldKey.parse("sample"),
    label: "Sample",
    help: "",
    type: "text",
    required: false,
    unique: false,
    defaultValue: null,
    config: {},
    section: "Details",
    position: 1,
    storage: { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    archivedAt: null,
    version: 1,
    ...parts,
  };
}
