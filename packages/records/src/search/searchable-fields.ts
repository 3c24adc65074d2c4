import type { CrmRecord, EntityType, FieldDefinition } from "@catalyst/contracts";

const NATIVE_CONTACT_KEYS: ReadonlySet<string> = new Set(["email", "phone", "website"]);
const ALWAYS: ReadonlySet<string> = new Set(["email", "phone", "url", "autoNumber"]);

/** Fields of an entity type whose words search knows beside the name; the database's `crm.refresh_search_map` chooses the same. */
export function searchableFields(entityType: EntityType): readonly FieldDefinition[] {
  return entityType.fields.filter((field) => {
    if (field.storage.kind === "native") return NATIVE_CONTACT_KEYS.has(field.key);
    return field.storage.kind === "values" && (ALWAYS.has(field.type) || isSearchableText(field));
  });
}

/** A field's value as search shows it, or null when it is empty. */
export function searchText(field: FieldDefinition, record: CrmRecord): string | null {
  const value = record.fields[field.key];
  if (typeof value === "string") return value;
  if (typeof value !== "number") return null;
  const { prefix = "", padding = 0 } = field.config;
  return `${prefix}${String(value).padStart(padding, "0")}`;
}

function isSearchableText(field: FieldDefinition): boolean {
  return field.type === "text" && field.config.searchable === true;
}
