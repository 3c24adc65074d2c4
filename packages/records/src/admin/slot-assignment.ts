import { DomainError, type FieldDefinition } from "@catalyst/contracts";
import { assignSlot, SLOT_LAYOUT, type SlotKind } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { lockSlots } from "./field-row.ts";

const FREE_QUARANTINED = `
  delete from crm.slot_assignments where tenant_id = $1 and entity_type = $2 and state = 'quarantined' and quarantined_until < now()`;
const TAKEN_SLOTS = "select slot from crm.slot_assignments where tenant_id = $1 and entity_type = $2";
const ASSIGN = `
  insert into crm.slot_assignments (tenant_id, entity_type, slot, field_id, field_key, state, total_rows)
  values ($1, $2, $3, $4, $5, $6::text, case when $6::text = 'building'
    then (select count(*) from crm.records r where r.tenant_id = $1 and r.entity_type = $2) else 0 end)`;
const RELEASE = `
  update crm.slot_assignments set state = 'releasing', backfill_after = null, done_rows = 0, updated_at = now()
  where tenant_id = $1 and entity_type = $2 and slot = $3 and state in ('building', 'ready')`;

/** A slot to be given to a field. `hasValues` false: the field is new, so there is nothing to fill in. */
export type SlotRequest = { readonly field: FieldDefinition; readonly kind: SlotKind; readonly hasValues: boolean };

/**
 * Gives a field a free slot under the assignment protocol: the lock is exclusive, the map changes with the row, and the
 * backfill starts after the commit. `quota_exceeded` when none is free.
 */
export async function assignFieldSlot(tx: TenantTransaction, ports: RecordPorts, request: SlotRequest): Promise<void> {
  const { field, kind } = request;
  const tenantId = tx.principal.tenantId;
  await lockSlots(tx, field.entityType);
  await tx.query("free-quarantined", FREE_QUARANTINED, [tenantId, field.entityType]);
  const rows = (await tx.query<{ slot: string }>("taken-slots", TAKEN_SLOTS, [tenantId, field.entityType])).rows;
  const slot = assignSlot(kind, new Set(rows.map((row) => row.slot)));
  if (slot === null) throw quotaExceeded(kind);
  const state = request.hasValues ? "building" : "ready";
  await tx.query("assign-slot", ASSIGN, [tenantId, field.entityType, slot, field.fieldId, field.key, state]);
  if (request.hasValues) await ports.enqueueBackfill(tx, { entityType: field.entityType, slot });
}

/** Takes the slot back: filters stop using it at once, a backfill empties it, an hour of quarantine follows. */
export async function releaseFieldSlot(
  tx: TenantTransaction,
  ports: RecordPorts,
  field: FieldDefinition,
): Promise<void> {
  if (field.slot === null) return;
  await lockSlots(tx, field.entityType);
  await tx.query("release-slot", RELEASE, [tx.principal.tenantId, field.entityType, field.slot]);
  await ports.enqueueBackfill(tx, { entityType: field.entityType, slot: field.slot });
}

function quotaExceeded(kind: SlotKind): DomainError {
  const what = kind === "unique" ? "unique fields" : `indexed ${kind} fields`;
  return new DomainError(
    "quota_exceeded",
    `This entity type already has ${SLOT_LAYOUT[kind].limit} ${what}. Release one first; its place is free again after an hour.`,
    { problems: [{ field: kind === "unique" ? "unique" : "indexed", code: "quota", message: "No place is free." }] },
  );
}
