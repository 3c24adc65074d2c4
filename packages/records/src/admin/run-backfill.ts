import type { TenantTransaction } from "@catalyst/db";
import type { BackfillTarget } from "../ports.ts";

/** Rows of one batch: its locks last some 70 ms. */
const BATCH_ROWS = 1_000;
/** Longer than any query or transaction that was compiled with the old map can run. */
const QUARANTINE = "1 hour";

type AssignmentRow = {
  readonly state: "building" | "releasing" | "ready" | "quarantined";
  readonly field_key: string;
  readonly backfill_after: string | null;
};
type BatchRow = { readonly seen: number; readonly last_id: string | null };

const WHERE_SLOT = "where tenant_id = $1 and entity_type = $2 and slot = $3";
// Taken first, as an assignment takes its exclusive form first: the other order would let both wait for each other.
const SHARE_SLOTS = "select pg_advisory_xact_lock_shared(app.slot_lock_key($1, $2))";
const LOCK_ASSIGNMENT = `select state, field_key, backfill_after from crm.slot_assignments ${WHERE_SLOT} for update`;
const SAVE_PROGRESS = `
  update crm.slot_assignments set backfill_after = $4, done_rows = least(total_rows, done_rows + $5), updated_at = now() ${WHERE_SLOT}`;
const START_PASS = `update crm.slot_assignments set backfill_after = null, updated_at = now() ${WHERE_SLOT}`;
const FINISH_BUILDING = `update crm.slot_assignments set state = 'ready', done_rows = total_rows, updated_at = now() ${WHERE_SLOT}`;
const FINISH_RELEASING = `
  update crm.slot_assignments set state = 'quarantined', quarantined_until = now() + interval '${QUARANTINE}', updated_at = now() ${WHERE_SLOT}`;
const CAST = {
  n: "slot_number",
  t: "slot_text",
  d: "slot_time",
  b: "slot_boolean",
  u: "slot_unique",
  r: "slot_user",
} as const;

/**
 * One batch of a slot's backfill, in its own transaction: call until it answers done. The next batch of rows by id
 * whose slot differs from its value is touched, and the trigger fills it in. At the end of a pass one statement looks at
 * all rows; when none differs the slot is ready (or, released, in quarantine), else another pass begins. Resumable, since
 * all that it knows is in the row; needs a principal who sees all.
 */
export async function runBackfillBatch(tx: TenantTransaction, target: BackfillTarget): Promise<{ done: boolean }> {
  const key = [tx.principal.tenantId, target.entityType, target.slot];
  await tx.query("share-slots", SHARE_SLOTS, [tx.principal.tenantId, target.entityType]);
  const assignment = (await tx.query<AssignmentRow>("lock-assignment", LOCK_ASSIGNMENT, key)).rows[0];
  if (assignment === undefined || assignment.state === "ready" || assignment.state === "quarantined")
    return { done: true };
  const batch = await touchRows(tx, target, assignment);
  if (batch.seen === BATCH_ROWS) {
    await tx.query("save-backfill", SAVE_PROGRESS, [...key, batch.last_id, batch.seen]);
    return { done: false };
  }
  if (await anyRowDiffers(tx, target, assignment)) {
    await tx.query("restart-backfill", START_PASS, key);
    return { done: false };
  }
  const finish = assignment.state === "building" ? FINISH_BUILDING : FINISH_RELEASING;
  await tx.query(`finish-${assignment.state}`, finish, key);
  return { done: true };
}

async function touchRows(tx: TenantTransaction, target: BackfillTarget, assignment: AssignmentRow): Promise<BatchRow> {
  const { slot, value } = slotExpression(target, assignment);
  const text = `
    with batch as (
      select r.id from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 order by r.id limit ${BATCH_ROWS}),
    touched as (
      update crm.records r set slot_error = r.slot_error from batch b
      where r.tenant_id = $1 and r.entity_type = $2 and r.id = b.id and ${slot} is distinct from ${value} returning r.id)
    select (select count(*)::int from batch) as seen,
      (select id from batch order by id desc limit 1) as last_id`;
  const after = assignment.backfill_after ?? "00000000-0000-0000-0000-000000000000";
  const parameters = [tx.principal.tenantId, target.entityType, after, ...valueParameters(assignment)];
  return (await tx.query<BatchRow>(null, text, parameters)).rows[0] ?? { seen: 0, last_id: null };
}

async function anyRowDiffers(
  tx: TenantTransaction,
  target: BackfillTarget,
  assignment: AssignmentRow,
): Promise<boolean> {
  const { slot, value } = slotExpression(target, assignment);
  const text = `
    select exists (select from crm.records r
      where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 and ${slot} is distinct from ${value}) as differs`;
  const parameters = [
    tx.principal.tenantId,
    target.entityType,
    "00000000-0000-0000-0000-000000000000",
    ...valueParameters(assignment),
  ];
  const result = await tx.query<{ differs: boolean }>(null, text, parameters);
  return result.rows[0]?.differs ?? false;
}

/** While releasing the value is null: the map no longer names the slot, so the trigger empties it. */
function slotExpression(target: BackfillTarget, assignment: AssignmentRow): { slot: string; value: string } {
  if (!/^[ntdbur]([1-9]|10)$/.test(target.slot))
    throw new Error("Assertion failed: a slot's name is one of the layout's");
  const kind = target.slot.slice(0, 1) as keyof typeof CAST;
  const value = assignment.state === "building" ? `crm.${CAST[kind]}(r.values -> $4::text)` : "null";
  return { slot: `r.${target.slot}`, value };
}

function valueParameters(assignment: AssignmentRow): readonly string[] {
  return assignment.state === "building" ? [assignment.field_key] : [];
}
