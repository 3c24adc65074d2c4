import type { FieldDefinition, SetUniqueInput, SetUniqueOutput } from "@catalyst/contracts";
import { fieldTypeOf, valuesKey } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { invalid } from "../write/create-record.ts";
import { findDuplicates } from "./duplicates.ts";
import { auditField, lockField, lockSlots, type CustomField } from "./field-row.ts";
import { assignFieldSlot, heldSlots, rebuildSlot, releaseSlots } from "./slot-assignment.ts";

/** Duplicates that the refusal shows; `listDuplicates` pages through the rest. */
const DUPLICATES_SHOWN = 20;

const CLEAR_UNIQUE = `
  update crm.custom_field_definitions set is_unique = false, version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2 and is_unique`;

/**
 * Makes a field unique, or stops it being so. The data is looked at first: with duplicates nothing is built, and they are
 * listed. Otherwise a unique slot is filled in by a job; the field is unique once that is done, and until then nobody is
 * refused a value. Values compare without case and outer spaces; records in the bin don't count.
 */
export async function setFieldUnique(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: SetUniqueInput,
): Promise<SetUniqueOutput> {
  const before = await lockField(tx, input.fieldId);
  if (!input.unique) return { kind: "changed", field: await turnOff(tx, ports, before) };
  assertCanBeUnique(before);
  const held = (await heldSlots(tx, before)).find(({ slot }) => slot.startsWith("u"));
  if (held !== undefined && held.state !== "failed") return { kind: "changed", field: before };
  const duplicates = await findDuplicates(tx, before, { limit: DUPLICATES_SHOWN });
  if (duplicates.groups.length > 0) return { kind: "duplicates", duplicates };
  if (held === undefined) await assignFieldSlot(tx, ports, { field: before, kind: "unique", hasValues: true });
  else {
    await lockSlots(tx, before.entityType);
    await rebuildSlot(tx, ports, { field: before, slot: held.slot, key: valuesKey(before) });
  }
  return { kind: "changed", field: await auditField(tx, before) };
}

async function turnOff(tx: TenantTransaction, ports: RecordPorts, before: CustomField): Promise<FieldDefinition> {
  await releaseSlots(tx, ports, { field: before, index: "unique" });
  await tx.query("clear-unique", CLEAR_UNIQUE, [tx.principal.tenantId, before.fieldId]);
  return auditField(tx, before);
}

function assertCanBeUnique(field: CustomField): void {
  const refused = !fieldTypeOf(field).canBeUnique || field.archivedAt !== null;
  if (refused) throw invalid([{ field: "unique", code: "not_unique", message: `${field.label} can't be unique.` }]);
  if (field.defaultValue !== null)
    throw invalid([
      {
        field: "unique",
        code: "has_default",
        message: `${field.label} has a default, which every new record would share.`,
      },
    ]);
}
