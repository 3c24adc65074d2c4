import type { FieldDefinition, SlotUsage } from "@catalyst/contracts";
import { byPosition, slotUsage } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType } from "../metadata/metadata.ts";
import { metadataFor } from "../metadata/readable-metadata.ts";
import { takenSlots } from "../metadata/tenant-metadata.ts";

/** Fields of an entity type as its administration shows them, with the quotas; read afresh, so progress is current. */
export async function listFields(
  tx: TenantTransaction,
  input: { entityType: string; archived: boolean },
): Promise<{ fields: FieldDefinition[]; slotUsage: readonly SlotUsage[] }> {
  const metadata = metadataFor(await readMetadata(tx), tx.principal.role);
  const entityType = requireEntityType(metadata, input.entityType);
  const archived = metadata.customFields.filter(
    (field) => field.entityType === input.entityType && field.archivedAt !== null,
  );
  const fields = [...entityType.fields, ...(input.archived ? archived : [])].sort(byPosition);
  return { fields, slotUsage: slotUsage(takenSlots(metadata, input.entityType)) };
}
