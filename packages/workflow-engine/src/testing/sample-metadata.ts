import type { EntityType, FieldDefinition, FieldType } from "@catalyst/contracts";
import type { WorkflowMetadata } from "../graph/workflow-metadata.ts";

/** A field with what tests seldom care about filled in. */
export function sampleField(key: string, type: FieldType, change: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    fieldId: null,
    entityType: "companies",
    key,
    label: key,
    help: "",
    type,
    required: false,
    unique: false,
    defaultValue: null,
    config: {},
    section: "Details",
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    position: 0,
    storage: { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    archivedAt: null,
    version: 1,
    ...change,
  };
}

const option = (id: string, archived = false) => ({ id, label: id, hue: "slate" as const, archived });

const companies = entityType("companies", "Company", [
  sampleField("name", "text", { required: true }),
  sampleField("tier", "select", { config: { options: [option("A"), option("B"), option("Z", true)] } }),
  sampleField("amount", "number"),
  sampleField("vip", "boolean"),
  sampleField("old", "text", { archivedAt: "2026-01-01T00:00:00Z" }),
  sampleField("createdAt", "dateTime", { readOnly: true }),
]);
const tasks = entityType("tasks", "Task", [
  sampleField("title", "text", { required: true }),
  sampleField("done", "boolean"),
]);

/** Two entity types with a field of most kinds. */
export const SAMPLE_METADATA: WorkflowMetadata = { entityTypes: [companies, tasks], principals: [] };

function entityType(key: string, label: string, fields: readonly FieldDefinition[]): EntityType {
  return {
    key,
    label,
    labelPlural: `${label}s`,
    kind: "standard",
    primaryField: fields[0]?.key ?? "name",
    icon: "cube",
    fields,
  };
}
