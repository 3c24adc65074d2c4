import { SLOT_KINDS, SLOT_LAYOUT } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { slotColumn, slotValue } from "./slot-expression.ts";

/** Records of one check at most. */
const CHECK_LIMIT = 10_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** What a check of an entity type's slots found, and where the next one goes on; null: all records were looked at. */
export type SlotCheck = { readonly checked: number; readonly drifted: readonly string[]; readonly next: string | null };

const ASSIGNED = `
  select slot, field_key, state from crm.slot_assignments where tenant_id = $1 and entity_type = $2`;

/**
 * Rebuilds every slot of up to 10,000 records from their values and names the records where one differs by a byte: none,
 * ever. Slots that are being filled or emptied are left to their job.
 */
export async function checkSlots(
  tx: TenantTransaction,
  input: { readonly entityType: string; readonly after: string | null },
): Promise<SlotCheck> {
  const { tenantId } = tx.principal;
  const assigned = await tx.query<{ slot: string; field_key: string; state: string }>("assigned-slots", ASSIGNED, [
    tenantId,
    input.entityType,
  ]);
  const ready = assigned.rows.filter((row) => row.state === "ready");
  const busy = new Set(
    assigned.rows.filter((row) => !["ready", "quarantined"].includes(row.state)).map((row) => row.slot),
  );
  const differing = allSlots().flatMap((slot) => {
    if (busy.has(slot)) return [];
    const index = ready.findIndex((row) => row.slot === slot);
    if (index < 0) return [`${slotColumn(slot)} is not null`];
    return [`${slotColumn(slot)} is distinct from ${slotValue(slot, `$${index + 4}::text`)}`];
  });
  const text = `
    select r.id, (${differing.join(" or ")}) as drifted from crm.records r
    where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 order by r.id limit ${CHECK_LIMIT}`;
  const parameters = [tenantId, input.entityType, input.after ?? FIRST_ID, ...ready.map((row) => row.field_key)];
  const rows = (await tx.query<{ id: string; drifted: boolean }>(null, text, parameters)).rows;
  return {
    checked: rows.length,
    drifted: rows.filter((row) => row.drifted).map((row) => row.id),
    next: rows.length === CHECK_LIMIT ? (rows.at(-1)?.id ?? null) : null,
  };
}

function allSlots(): readonly string[] {
  return SLOT_KINDS.flatMap((kind) => {
    const { prefix, limit } = SLOT_LAYOUT[kind];
    return Array.from({ length: limit }, (_, index) => `${prefix}${index + 1}`);
  });
}
