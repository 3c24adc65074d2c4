import { DomainError, type FieldDefinition, type ReorderFieldsInput } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType } from "../metadata/metadata.ts";
import { auditConfiguration } from "./field-row.ts";

// The version counts what a form of one field may have missed; a place is not among it.
const SET_PLACES = `
  update crm.custom_field_definitions f set section = i.section, position = i.position, updated_at = now()
  from jsonb_to_recordset($3::jsonb) as i("fieldId" uuid, section text, position double precision)
  where f.tenant_id = $1 and f.entity_type = $2 and f.field_id = i."fieldId" and not f.is_system`;

/** Puts custom fields of an entity type into sections and order, all at once. */
export async function reorderFields(
  tx: TenantTransaction,
  input: ReorderFieldsInput,
): Promise<{ fields: FieldDefinition[] }> {
  const { entityType, places } = input;
  requireEntityType(await readMetadata(tx), entityType);
  const moved = await tx.query("set-places", SET_PLACES, [tx.principal.tenantId, entityType, JSON.stringify(places)]);
  if (moved.rowCount !== new Set(places.map(({ fieldId }) => fieldId)).size)
    throw new DomainError("not_found", "One of these fields is not there any more. Reload the page.");
  await auditConfiguration(tx, { entityType, before: null, after: { fieldsMoved: places } });
  const after = requireEntityType(await readMetadata(tx), entityType);
  return { fields: [...after.fields] };
}
