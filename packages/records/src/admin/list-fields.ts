import type { FieldDefinition, FieldStatus, SlotUsage } from "@catalyst/contracts";
import { byPosition, slotUsage } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType } from "../metadata/metadata.ts";
import { takenSlots } from "../metadata/tenant-metadata.ts";
import { readFieldStatus } from "./field-status.ts";

/** An entity type's fields as their administration shows them. */
export type FieldList = {
  readonly fields: FieldDefinition[];
  readonly slotUsage: readonly SlotUsage[];
  /** By field id; custom fields only. */
  readonly status: Readonly<Record<string, FieldStatus>>;
};

/** Fields of an entity type with the quotas and where their indexes and changes stand; read afresh, so progress is current. */
export async function listFields(
  tx: TenantTransaction,
  input: { entityType: string; archived: boolean },
): Promise<FieldList> {
  // First: what goes on now is asked for again. Read last, it could have ended with fields from before the end beside it.
  const statusOf = await readFieldStatus(tx, input.entityType);
  const metadata = await readMetadata(tx);
  const entityType = requireEntityType(metadata, input.entityType);
  const archived = metadata.customFields.filter(
    (field) => field.entityType === input.entityType && field.archivedAt !== null,
  );
  const fields = [...entityType.fields, ...(input.archived ? archived : [])].sort(byPosition);
  return {
    fields,
    slotUsage: slotUsage(takenSlots(metadata, input.entityType)),
    status: Object.fromEntries(
      fields.flatMap(({ fieldId }) => (fieldId === null ? [] : [[fieldId, statusOf(fieldId)]])),
    ),
  };
}
