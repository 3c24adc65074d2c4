import type { TenantTransaction } from "@catalyst/db";
import type { BackfillTarget } from "../ports.ts";
import { giveWay, lockSlots, shareSlots } from "./field-row.ts";
import { slotExpression, type SlotExpression } from "./slot-expression.ts";
import { finishUnique, hasDuplicates } from "./unique-build.ts";

/** Rows of one batch: one statement each, whose locks last some 150 ms. */
export const BATCH_ROWS = 2_000;
/** Rows of a batch of a unique slot: until its commit, writers who set the field wait. */
const UNIQUE_ROWS = 200;
/** Rows of a batch in later passes, where next to nothing is left to write. */
const VERIFY_ROWS = 10_000;
/** Longer than any query or transaction that was compiled with the old map can run. */
const QUARANTINE = "1 hour";

/** A slot's row while a job works on it. */
export type Assignment = {
  readonly state: "building" | "releasing" | "ready" | "quarantined" | "failed";
  readonly field_id: string;
  readonly field_key: string;
  readonly backfill_after: string | null;
  readonly pass: number;
  readonly touched_rows: number;
};
type BatchRow = { readonly seen: number; readonly touched: number; readonly last_id: string | null };

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
/** Stands behind every id: the pass over all rows is done, what is left is to look once more with writers kept out. */
export const PASS_DONE = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const WHERE_SLOT = "where tenant_id = $1 and entity_type = $2 and slot = $3";
const READ_ASSIGNMENT = `select state, field_id, field_key, backfill_after, pass, touched_rows from crm.slot_assignments ${WHERE_SLOT}`;
const LOCK_ASSIGNMENT = `${READ_ASSIGNMENT} for update`;
const COUNT_ROWS = `
  update crm.slot_assignments set updated_at = now(),
    total_rows = (select count(*) from crm.records r where r.tenant_id = $1 and r.entity_type = $2) ${WHERE_SLOT}`;
const SAVE_PROGRESS = `
  update crm.slot_assignments set backfill_after = $4, done_rows = least(total_rows, done_rows + $5),
    touched_rows = touched_rows + $6, updated_at = now() ${WHERE_SLOT}`;
const START_PASS = `
  update crm.slot_assignments set backfill_after = $4, pass = pass + 1, touched_rows = 0, updated_at = now() ${WHERE_SLOT}`;
const FINISH_BUILDING = `update crm.slot_assignments set state = 'ready', done_rows = total_rows, updated_at = now() ${WHERE_SLOT}`;
const FINISH_RELEASING = `
  update crm.slot_assignments set state = 'quarantined', quarantined_until = now() + interval '${QUARANTINE}', updated_at = now() ${WHERE_SLOT}`;
const FAIL = `update crm.slot_assignments set state = 'failed', error = $4, updated_at = now() ${WHERE_SLOT}`;
/** A batch that a crash takes back is done again: nobody waits for the disk, and the log is written beside the work. */
const DO_NOT_WAIT = "set local synchronous_commit = off";
const FORGET_NOTES = "delete from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3";

/** Why a unique index could not be built, as the fields page says it. */
const DUPLICATES = "Several records have the same value. Change them, then try again.";

/**
 * One batch of a slot's backfill, in its own transaction: call until it answers done. The next batch of rows by id
 * whose slot differs from its value is touched, and the trigger fills it in. When a whole pass compared all and found none
 * that differs, the slot is ready (or, released, in quarantine), else another pass begins. A unique slot is looked at once more with writers
 * kept out, and fails where values are not unique. Resumable, since all that it knows is
 * in the row; needs a principal who sees all. Gives way with `conflict` when somebody holds what it needs.
 */
export async function runBackfillBatch(tx: TenantTransaction, target: BackfillTarget): Promise<{ done: boolean }> {
  const key = keyOf(tx, target);
  await giveWay(tx);
  const known = (await tx.query<Assignment>("read-assignment", READ_ASSIGNMENT, key)).rows[0];
  // Taken before the row, as an assignment does: the other order would let both wait for each other.
  await (known?.backfill_after === PASS_DONE ? lockSlots : shareSlots)(tx, target.entityType);
  const assignment = (await tx.query<Assignment>("lock-assignment", LOCK_ASSIGNMENT, key)).rows[0];
  if (assignment === undefined || !["building", "releasing"].includes(assignment.state)) return { done: true };
  if (assignment.backfill_after === PASS_DONE && known?.backfill_after !== PASS_DONE) return { done: false };
  if (assignment.backfill_after === PASS_DONE) return verifyUnique(tx, target, assignment);
  if (assignment.backfill_after === null && assignment.pass === 1) await tx.query("count-rows", COUNT_ROWS, key);
  const batch = await touchRows(tx, target, assignment);
  if (batch.last_id !== null) {
    const seen = assignment.pass === 1 ? batch.seen : 0;
    await tx.query("save-backfill", SAVE_PROGRESS, [...key, batch.last_id, seen, batch.touched]);
    await tx.query("do-not-wait", DO_NOT_WAIT, []);
    return { done: false };
  }
  return endPass(tx, target, assignment);
}

function keyOf(tx: TenantTransaction, target: BackfillTarget): readonly [string, string, string] {
  return [tx.principal.tenantId, target.entityType, target.slot];
}

async function endPass(
  tx: TenantTransaction,
  target: BackfillTarget,
  assignment: Assignment,
): Promise<{ done: boolean }> {
  const key = keyOf(tx, target);
  const isUnique = target.slot.startsWith("u") && assignment.state === "building";
  if (assignment.touched_rows === 0 && !looksFleetingly(target, assignment)) {
    if (!isUnique) return finish(tx, target, assignment);
    await tx.query("start-pass", START_PASS, [...key, PASS_DONE]);
  } else {
    // A first pass always touches rows; later ones find again what could not be filled in.
    const stuck = isUnique && assignment.pass > 1;
    if (stuck && (await hasDuplicates(tx, { entityType: target.entityType, key: assignment.field_key })))
      return fail(tx, target);
    await tx.query("start-pass", START_PASS, [...key, null]);
  }
  return { done: false };
}

async function finish(
  tx: TenantTransaction,
  target: BackfillTarget,
  { state }: Assignment,
): Promise<{ done: boolean }> {
  await tx.query(`finish-${state}`, state === "building" ? FINISH_BUILDING : FINISH_RELEASING, keyOf(tx, target));
  return { done: true };
}

/** No writer is under way, and new ones wait: what they left out is known, and nothing is added to it. */
async function verifyUnique(
  tx: TenantTransaction,
  target: BackfillTarget,
  assignment: Assignment,
): Promise<{ done: boolean }> {
  const key = keyOf(tx, target);
  if (!(await finishUnique(tx, target, assignment))) {
    await tx.query("start-pass", START_PASS, [...key, null]);
    return { done: false };
  }
  await tx.query("forget-notes", FORGET_NOTES, key);
  await tx.query("finish-building", FINISH_BUILDING, key);
  return { done: true };
}

async function fail(tx: TenantTransaction, target: BackfillTarget): Promise<{ done: boolean }> {
  await tx.query("fail-slot", FAIL, [...keyOf(tx, target), DUPLICATES]);
  await tx.query("forget-notes", FORGET_NOTES, keyOf(tx, target));
  return { done: true };
}

function batchRows(target: BackfillTarget, { state, pass, touched_rows }: Assignment): number {
  if (pass > 1 && touched_rows === 0) return VERIFY_ROWS;
  return state === "building" && target.slot.startsWith("u") ? UNIQUE_ROWS : BATCH_ROWS;
}

/**
 * The first pass of a slot that is filled takes a value for right where there is one: nearly all records have none, and
 * computing each twice costs a tenth of the pass. The passes after it compare.
 */
function looksFleetingly({ slot }: BackfillTarget, { state, pass }: Assignment): boolean {
  return pass === 1 && state === "building" && !slot.startsWith("u");
}

/** While releasing the value is null: the map no longer names the slot, so the trigger empties it. */
function expressionOf(target: BackfillTarget, assignment: Assignment): SlotExpression {
  return slotExpression(target.slot, assignment.state === "building" ? assignment.field_key : null);
}

async function touchRows(tx: TenantTransaction, target: BackfillTarget, assignment: Assignment): Promise<BatchRow> {
  const { slot, value, values } = expressionOf(target, assignment);
  const differs = looksFleetingly(target, assignment)
    ? `(${slot} is null) = (r.values ? $4::text)`
    : `${slot} is distinct from ${value}`;
  const text = `
    with batch as materialized (
      select r.id from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3
      order by r.id limit ${batchRows(target, assignment)}),
    batch_end as materialized (select id from batch order by id desc limit 1),
    touched as (
      update crm.records r set slot_error = r.slot_error
      where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 and r.id <= (select id from batch_end)
        and ${differs} returning r.id)
    select (select count(*)::int from batch) as seen, (select count(*)::int from touched) as touched,
      (select id from batch_end) as last_id`;
  const parameters = [tx.principal.tenantId, target.entityType, assignment.backfill_after ?? FIRST_ID, ...values];
  return (await tx.query<BatchRow>(null, text, parameters)).rows[0] ?? { seen: 0, touched: 0, last_id: null };
}
