import type { TenantMetadata } from "@catalyst/contracts";

/** react-admin asks for field names under these keys: column heads, sort buttons, column choices, form problems. */
const FIELD_KEY = /^resources\.([a-z0-9_]+)\.fields\.(?:fields\.)?([A-Za-z0-9_]+)$/;

/** The label of a field that react-admin asks for by key; undefined for any other key, or before metadata is there. Pure. */
export function fieldLabel(key: string, metadata: TenantMetadata | undefined): string | undefined {
  const match = FIELD_KEY.exec(key);
  if (!match) return undefined;
  const entityType = metadata?.entityTypes.find((type) => type.key === match[1]);
  return entityType?.fields.find((field) => field.key === match[2])?.label;
}
