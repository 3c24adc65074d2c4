import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { dynamicDefault } from "./default-value.ts";
import { byPosition } from "./form-layout.ts";
import type { JsonSchema } from "./field-type/field-type-module.ts";
import { fieldTypeOf } from "./registry.ts";

/** JSON Schemas of an entity type's records as the API takes and gives them. */
export type EntityTypeSchemas = {
  /** Input of `records.create`. */
  readonly create: JsonSchema;
  /** Input of `records.update`. */
  readonly update: JsonSchema;
  /** A record as every procedure gives it. */
  readonly record: JsonSchema;
};

const DIALECT = "https://json-schema.org/draft/2020-12/schema";
const ID = { type: "string", format: "uuid" } as const;
const ID_OR_NULL = { anyOf: [ID, { type: "null" }] } as const;
const TIME = { type: "string", format: "date-time" } as const;

/** The schemas of an entity type, from its fields as whoever asks may see and write them. */
export function entityTypeSchemas(entityType: EntityType): EntityTypeSchemas {
  const fields = entityType.fields
    .filter((field) => field.archivedAt === null && field.storage.kind !== "header")
    .toSorted(byPosition);
  const writable = fields.filter((field) => !field.readOnly);
  const needed = writable.filter(
    (field) => field.required && field.defaultValue === null && field.visibleWhen === null,
  );
  const key = { const: entityType.key };
  const owner = { ownerId: ID_OR_NULL, teamId: ID_OR_NULL };
  return {
    create: object(`New ${entityType.label}`, {
      properties: { entityType: key, id: ID, ...owner, fields: fieldValues(writable, needed) },
      required: ["entityType", "fields"],
    }),
    update: object(`Change of a ${entityType.label}`, {
      properties: {
        entityType: key,
        id: ID,
        version: { type: "integer", minimum: 1 },
        ...owner,
        fields: fieldValues(writable, []),
      },
      required: ["entityType", "id", "version"],
    }),
    record: object(entityType.label, {
      properties: {
        entityType: key,
        id: ID,
        displayName: { type: "string" },
        version: { type: "integer" },
        ...owner,
        createdAt: TIME,
        createdBy: ID_OR_NULL,
        updatedAt: TIME,
        updatedBy: ID_OR_NULL,
        deletedAt: { anyOf: [TIME, { type: "null" }] },
        fields: fieldValues(fields, fields),
      },
      required: ["entityType", "id", "version", "fields"],
    }),
  };
}

/** JSON Schema of one field's values, with its name and help as a developer reads them. */
export function fieldSchema(field: FieldDefinition): JsonSchema {
  const value = fieldTypeOf(field).apiSchema(field.config);
  const isPlainDefault = field.defaultValue !== null && dynamicDefault(field) === null;
  return {
    title: field.label,
    ...(field.help === "" ? {} : { description: field.help }),
    ...(isPlainDefault ? { default: field.defaultValue } : {}),
    ...(field.readOnly ? { readOnly: true } : {}),
    ...(field.required ? value : { anyOf: [value, { type: "null" }] }),
  };
}

function fieldValues(fields: readonly FieldDefinition[], required: readonly FieldDefinition[]): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field)])),
    required: required.map((field) => field.key),
    additionalProperties: false,
  };
}

type Shape = { readonly properties: JsonSchema; readonly required: readonly string[] };

function object(title: string, { properties, required }: Shape): JsonSchema {
  return { $schema: DIALECT, title, type: "object", properties, required, additionalProperties: false };
}
