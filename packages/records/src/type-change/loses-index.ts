import type { FieldConfig, FieldType } from "@catalyst/contracts";
import { fieldTypeOf, SLOT_LAYOUT } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { CustomField } from "../admin/field-row.ts";
import { freeSlot, heldSlots } from "../admin/slot-assignment.ts";

/** Whether an indexed field would be indexed no more: the new type can't be, or all places of its kind are taken. */
export async function losesIndex(
  tx: TenantTransaction,
  field: CustomField,
  to: { readonly type: FieldType; readonly config: FieldConfig },
): Promise<boolean> {
  const held = (await heldSlots(tx, field)).find(({ slot }) => !slot.startsWith("u"));
  if (held === undefined) return false;
  const kind = fieldTypeOf(to).slotKind;
  if (kind === null) return true;
  if (held.slot.startsWith(SLOT_LAYOUT[kind].prefix)) return false;
  return (await freeSlot(tx, field.entityType, kind)) === null;
}
