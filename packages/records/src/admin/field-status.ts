import {
  RecordId,
  SAMPLE_LIMIT,
  SLOT_ERROR_LIMIT,
  type FieldId,
  type FieldStatus,
  type IndexStatus,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { NO_EFFECTS, openConversions, toTypeChange } from "../type-change/conversion-row.ts";
import { slotColumn } from "./slot-expression.ts";

type SlotRow = {
  readonly field_id: string;
  readonly slot: string;
  readonly field_key: string;
  readonly state: IndexStatus["state"];
  readonly done_rows: number;
  readonly total_rows: number;
  readonly error: string | null;
};
type ErrorRow = {
  readonly slot: string;
  readonly count: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
};
type PurgeRow = { readonly field_id: string; readonly due_at: string };

const SLOTS = `
  select field_id, slot, field_key, state, done_rows, total_rows, error from crm.slot_assignments
  where tenant_id = $1 and entity_type = $2 and state <> 'quarantined' order by (state = 'releasing') desc, slot`;
const PURGES =
  "select field_id, due_at from crm.value_purges where tenant_id = $1 and entity_type = $2 and drops_field";

/** Where the indexes, changes and deletions of an entity type's custom fields stand: asked for each by its id. */
export async function readFieldStatus(
  tx: TenantTransaction,
  entityType: string,
): Promise<(fieldId: FieldId) => FieldStatus> {
  const key = [tx.principal.tenantId, entityType];
  const slots = (await tx.query<SlotRow>("slots-of-type", SLOTS, key)).rows;
  const errors = await slotErrors(tx, entityType, slots);
  const changes = await openConversions(tx, entityType);
  const purges = (await tx.query<PurgeRow>("purges-of-type", PURGES, key)).rows;
  return (fieldId) => {
    const own = slots.filter((slot) => slot.field_id === fieldId);
    const change = changes.get(fieldId);
    return {
      search: toIndex(own.findLast(({ slot }) => !slot.startsWith("u"))),
      unique: toIndex(own.findLast(({ slot }) => slot.startsWith("u"))),
      slotErrors: ofField(errors, own, entityType),
      typeChange: change === undefined ? null : toTypeChange(change, NO_EFFECTS),
      purgeAt: purges.find((purge) => purge.field_id === fieldId)?.due_at ?? null,
    };
  };
}

function toIndex(row: SlotRow | undefined): IndexStatus | null {
  if (row === undefined) return null;
  const { slot, state, error } = row;
  return { slot, state, doneRecords: row.done_rows, totalRecords: row.total_rows, error };
}

function ofField(errors: readonly ErrorRow[], own: readonly SlotRow[], entityType: string): FieldStatus["slotErrors"] {
  const found = errors.find((error) => own.some(({ slot }) => slot === error.slot));
  if (found === undefined) return { count: 0, samples: [] };
  const samples = found.ids.map((id, index) => ({
    id: RecordId.parse(id),
    entityType,
    displayName: found.names[index] ?? "",
  }));
  return { count: found.count, samples };
}

/** Records with a value that its ready slot could not take: few, and found by an index of their own. */
async function slotErrors(
  tx: TenantTransaction,
  entityType: string,
  slots: readonly SlotRow[],
): Promise<readonly ErrorRow[]> {
  const ready = slots.filter(({ state }) => state === "ready");
  if (ready.length === 0) return [];
  const pairs = ready.map(
    ({ slot }, index) => `('${slot}', ${slotColumn(slot)} is null, r.values -> $${index + 3}::text)`,
  );
  const text = `
    with wrong as (
      select s.slot, r.id, r.display_name from (
        select r.* from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.slot_error order by r.id limit ${SLOT_ERROR_LIMIT}) r,
      lateral (values ${pairs.join(", ")}) s (slot, empty, value)
      where s.empty and coalesce(s.value, 'null') <> 'null')
    select slot, count(*)::int as count, (array_agg(id order by id))[1:${SAMPLE_LIMIT}] as ids,
      (array_agg(display_name order by id))[1:${SAMPLE_LIMIT}] as names
    from wrong group by slot`;
  const keys = ready.map((slot) => slot.field_key);
  return (await tx.query<ErrorRow>(null, text, [tx.principal.tenantId, entityType, ...keys])).rows;
}
