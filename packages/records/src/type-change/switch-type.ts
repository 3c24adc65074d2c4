import { ConversionId, FieldId, UNDO_DAYS } from "@catalyst/contracts";
import { convertValue, fieldTypeOf, SLOT_LAYOUT } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { auditField, readField, type CustomField } from "../admin/field-row.ts";
import { assignFieldSlot, freeSlot, heldSlots, rebuildSlot, releaseSlots } from "../admin/slot-assignment.ts";
import type { RecordPorts } from "../ports.ts";
import { storedReading } from "../search/searchable-fields.ts";
import { schedulePurge } from "./value-purge.ts";
import { conversionOf } from "./conversion-of.ts";
import type { ConversionRow } from "./conversion-row.ts";

/** When late writers are looked for once more: longer than any transaction that began before the switch. */
const SETTLE_AGAIN_SECONDS = 90;
/** Until then a writer who does not know of an undo may still write under the key that it left. */
const LATE_WRITERS_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

const SET_TYPE = `
  update crm.custom_field_definitions set type = $3, config = $4::jsonb, default_value = $5::jsonb, value_key = $6, search = $7::jsonb,
    version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2`;
const SET_CHANGED = `
  update crm.field_conversions set state = 'changed', undo_until = now() + $3 * interval '1 day', backfill_after = null, error = null,
    updated_at = now() where tenant_id = $1 and conversion_id = $2`;
const SET_UNDONE = `
  update crm.field_conversions set state = 'undone', undo_until = null, backfill_after = null, error = null, updated_at = now()
  where tenant_id = $1 and conversion_id = $2`;

/**
 * The moment of a change of type, or of its undo: one update of the definition, with writers kept out. Readers who began
 * before it go on with the old form, which stays; the next ones read the new one, which is complete.
 */
export async function switchType(tx: TenantTransaction, ports: RecordPorts, row: ConversionRow): Promise<void> {
  const before = await readField(tx, FieldId.parse(row.field_id));
  await (row.state === "converting" ? switchForth : switchBack)(tx, ports, row);
  const after = await auditField(tx, before);
  await moveIndex(tx, ports, { before, after });
  const conversionId = ConversionId.parse(row.conversion_id);
  await ports.enqueueFieldJob(tx, { kind: "typeChange", conversionId }, SETTLE_AGAIN_SECONDS);
}

async function switchForth(tx: TenantTransaction, ports: RecordPorts, row: ConversionRow): Promise<void> {
  const defaultValue = convertValue(await conversionOf(tx, row), row.from_default).value;
  await tx.query("set-type", SET_TYPE, [
    tx.principal.tenantId,
    row.field_id,
    row.to_type,
    JSON.stringify(row.to_config),
    JSON.stringify(defaultValue),
    row.to_key,
    storedReading({ type: row.to_type, config: row.to_config }),
  ]);
  await tx.query("set-changed", SET_CHANGED, [tx.principal.tenantId, row.conversion_id, UNDO_DAYS]);
  await schedulePurge(tx, ports, { row, keys: [row.from_key], delaySeconds: UNDO_DAYS * DAY_SECONDS });
}

async function switchBack(tx: TenantTransaction, ports: RecordPorts, row: ConversionRow): Promise<void> {
  await tx.query("set-type", SET_TYPE, [
    tx.principal.tenantId,
    row.field_id,
    row.from_type,
    JSON.stringify(row.from_config),
    JSON.stringify(row.from_default),
    row.from_key.includes("~") ? row.from_key : null,
    storedReading({ type: row.from_type, config: row.from_config }),
  ]);
  await tx.query("set-undone", SET_UNDONE, [tx.principal.tenantId, row.conversion_id]);
  await schedulePurge(tx, ports, { row, keys: [row.to_key], delaySeconds: LATE_WRITERS_SECONDS });
}

/** The index follows the values to their new key: in its place where the kind stays, else in a free one, if there is one. */
async function moveIndex(
  tx: TenantTransaction,
  ports: RecordPorts,
  { before, after }: { readonly before: CustomField; readonly after: CustomField },
): Promise<void> {
  const held = (await heldSlots(tx, before)).find(({ slot }) => !slot.startsWith("u"));
  if (held === undefined || after.storage.kind !== "values") return;
  const kind = fieldTypeOf(after).slotKind;
  if (kind !== null && held.slot.startsWith(SLOT_LAYOUT[kind].prefix)) {
    await rebuildSlot(tx, ports, { field: after, slot: held.slot, key: after.storage.key ?? after.key });
    return;
  }
  await releaseSlots(tx, ports, { field: before, index: "search" });
  if (kind !== null && (await freeSlot(tx, after.entityType, kind)) !== null)
    await assignFieldSlot(tx, ports, { field: after, kind, hasValues: true });
}
