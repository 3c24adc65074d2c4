import type { CrmRecord, EntityType, FieldConfig, FieldDefinition, FieldType } from "@catalyst/contracts";
import { fieldTypeOf, type SearchReading } from "@catalyst/custom-fields";

/** How the words of native columns are read; the database's `crm.tokens_of` does the same. */
const NATIVE_READINGS: Readonly<Record<string, SearchReading>> = {
  email: { kind: "words" },
  phone: { kind: "digits" },
  website: { kind: "host" },
};

/** Fields of an entity type whose words search knows beside the name. */
export function searchableFields(entityType: EntityType): readonly FieldDefinition[] {
  return entityType.fields.filter((field) => searchReading(field) !== null);
}

/** How search reads a field; null: it does not look there. */
export function searchReading(field: FieldDefinition): SearchReading | null {
  if (field.storage.kind === "native") return NATIVE_READINGS[field.key] ?? null;
  return field.storage.kind === "values" ? fieldTypeOf(field).search(field.config) : null;
}

/** The reading of a field with these settings, as its row keeps it for the database. */
export function storedReading(field: { readonly type: FieldType; readonly config: FieldConfig }): string | null {
  const reading = fieldTypeOf(field).search(field.config);
  return reading === null ? null : JSON.stringify(reading);
}

/** A field's value as search shows it, or null when it is empty. */
export function searchText(field: FieldDefinition, record: CrmRecord): string | null {
  const value = record.fields[field.key] ?? null;
  return value === null ? null : fieldTypeOf(field).toCsv(value, field.config);
}
