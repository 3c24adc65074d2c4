import { DomainError } from "@catalyst/contracts";
import { assignSlot, SLOT_LAYOUT, valuesKey, type SlotKind } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { lockSlots, type CustomField } from "./field-row.ts";

const FREE_QUARANTINED = `
  delete from crm.slot_assignments where tenant_id = $1 and entity_type = $2 and state = 'quarantined' and quarantined_until < now()`;
const TAKEN_SLOTS = "select slot from crm.slot_assignments where tenant_id = $1 and entity_type = $2";
const ASSIGN = `
  insert into crm.slot_assignments (tenant_id, entity_type, slot, field_id, field_key, state) values ($1, $2, $3, $4, $5, $6)`;
const RELEASE = `
  update crm.slot_assignments set state = 'releasing', backfill_after = null, done_rows = 0, pass = 1, touched_rows = 0, error = null, updated_at = now()
  where tenant_id = $1 and entity_type = $2 and slot = $3 and state in ('building', 'ready', 'failed')`;
const REBUILD = `
  update crm.slot_assignments set state = 'building', field_key = $4, backfill_after = null, done_rows = 0, pass = 1, touched_rows = 0, error = null, updated_at = now()
  where tenant_id = $1 and entity_type = $2 and slot = $3`;
const SLOTS_OF_FIELD = `
  select slot, state from crm.slot_assignments
  where tenant_id = $1 and field_id = $2 and state in ('building', 'ready', 'failed') order by slot`;

/** A slot to be given to a field. `hasValues` false: the field is new, so there is nothing to fill in. */
export type SlotRequest = { readonly field: CustomField; readonly kind: SlotKind; readonly hasValues: boolean };

/** A slot that a field holds. */
export type HeldSlot = { readonly slot: string; readonly state: "building" | "ready" | "failed" };

/**
 * Gives a field a free slot under the assignment protocol: the lock is exclusive, the map changes with the row, and the
 * backfill starts after the commit. `quota_exceeded` when none is free: the slots' names are the places, and the primary
 * key gives each of them once.
 */
export async function assignFieldSlot(tx: TenantTransaction, ports: RecordPorts, request: SlotRequest): Promise<void> {
  const { field, kind } = request;
  const tenantId = tx.principal.tenantId;
  await lockSlots(tx, field.entityType);
  const slot = await freeSlot(tx, field.entityType, kind);
  if (slot === null) throw quotaExceeded(kind);
  const state = request.hasValues ? "building" : "ready";
  await tx.query("assign-slot", ASSIGN, [tenantId, field.entityType, slot, field.fieldId, valuesKey(field), state]);
  if (request.hasValues) await ports.enqueueBackfill(tx, { entityType: field.entityType, slot });
}

/** The lowest free slot of a kind, or null; places whose quarantine has ended are free again. */
export async function freeSlot(tx: TenantTransaction, entityType: string, kind: SlotKind): Promise<string | null> {
  const tenantId = tx.principal.tenantId;
  await tx.query("free-quarantined", FREE_QUARANTINED, [tenantId, entityType]);
  const rows = (await tx.query<{ slot: string }>("taken-slots", TAKEN_SLOTS, [tenantId, entityType])).rows;
  return assignSlot(kind, new Set(rows.map((row) => row.slot)));
}

/** The slots that a field holds: one for searches at most, one for uniqueness at most. */
export async function heldSlots(tx: TenantTransaction, field: CustomField): Promise<readonly HeldSlot[]> {
  return (await tx.query<HeldSlot>("slots-of-field", SLOTS_OF_FIELD, [tx.principal.tenantId, field.fieldId])).rows;
}

/** Takes slots back: filters stop using them at once, a backfill empties them, an hour of quarantine follows. */
export async function releaseSlots(
  tx: TenantTransaction,
  ports: RecordPorts,
  released: { readonly field: CustomField; readonly index: "search" | "unique" | "all" },
): Promise<void> {
  const { field, index } = released;
  await lockSlots(tx, field.entityType);
  for (const { slot } of await heldSlots(tx, field)) {
    const isUnique = slot.startsWith("u");
    if (index !== "all" && isUnique !== (index === "unique")) continue;
    await tx.query("release-slot", RELEASE, [tx.principal.tenantId, field.entityType, slot]);
    await ports.enqueueBackfill(tx, { entityType: field.entityType, slot });
  }
}

/** Fills a slot that the field holds anew, from another key of its values or after a failure. The lock is held by now. */
export async function rebuildSlot(
  tx: TenantTransaction,
  ports: RecordPorts,
  rebuilt: { readonly field: CustomField; readonly slot: string; readonly key: string },
): Promise<void> {
  const { field, slot, key } = rebuilt;
  await tx.query("rebuild-slot", REBUILD, [tx.principal.tenantId, field.entityType, slot, key]);
  await ports.enqueueBackfill(tx, { entityType: field.entityType, slot });
}

const WHAT = {
  number: "indexed numbers",
  text: "indexed texts and choices",
  time: "indexed dates",
  boolean: "indexed yes-or-no fields",
  unique: "unique fields",
  user: "indexed people",
} as const satisfies Record<SlotKind, string>;

function quotaExceeded(kind: SlotKind): DomainError {
  const { limit } = SLOT_LAYOUT[kind];
  const use = `${limit} of ${limit} ${WHAT[kind]} are in use`;
  return new DomainError(
    "quota_exceeded",
    `${use} in this entity type. Release one first; its place is free again after an hour.`,
    { problems: [{ field: kind === "unique" ? "unique" : "indexed", code: "quota", message: `${use}.` }] },
  );
}
