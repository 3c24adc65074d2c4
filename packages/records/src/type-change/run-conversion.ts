import { ConversionId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { giveWay, lockSlots, shareSlots } from "../admin/field-row.ts";
import type { RecordPorts } from "../ports.ts";
import { lockConversion, readConversion, type ConversionRow } from "./conversion-row.ts";
import { convertRecords, settleRecords } from "./convert-records.ts";
import { runPlanBatch } from "./plan-conversion.ts";
import { switchType } from "./switch-type.ts";

/** Records of one batch of a conversion: its row locks last some 150 ms. */
const BATCH_ROWS = 1_000;
/** Records of one batch of a dry run, which locks nothing. */
const PLAN_ROWS = 5_000;
/** Stands behind every id: all records have been looked at once. */
const PASS_DONE = "ffffffff-ffff-ffff-ffff-ffffffffffff";
/** Stale records that the switch may leave behind; they are converted right after it. */
const SWITCH_LIMIT = 100;

const COUNT_NOTED = `
  select count(*)::int as count from (
    select from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3 limit ${SWITCH_LIMIT + 1}) c`;
const PASS_ENDED = `
  update crm.field_conversions set backfill_after = $3, done_rows = total_rows, updated_at = now() where tenant_id = $1 and conversion_id = $2`;

/**
 * One batch of whatever a change of type needs next, in its own transaction: call until it answers done. All that it
 * knows is in the row, so a job that was killed goes on. Gives way with `conflict` when somebody holds what it needs.
 */
export async function runTypeChangeBatch(
  tx: TenantTransaction,
  ports: RecordPorts,
  conversionId: ConversionId,
): Promise<{ done: boolean }> {
  await giveWay(tx);
  const row = await readConversion(tx, conversionId);
  switch (row.state) {
    case "planning":
      return runPlanBatch(tx, await lockConversion(tx, conversionId), PLAN_ROWS);
    case "converting":
    case "undoing":
      return moveOn(tx, ports, row);
    case "changed":
    case "undone":
      return settle(tx, row);
    case "planned":
    case "cancelled":
    case "failed":
    case "final":
      return { done: true };
  }
}

async function moveOn(tx: TenantTransaction, ports: RecordPorts, known: ConversionRow): Promise<{ done: boolean }> {
  const isLast = known.backfill_after === PASS_DONE && (await countNoted(tx, known)) <= SWITCH_LIMIT;
  // Taken before the row, as starting and cancelling do.
  await (isLast ? lockSlots : shareSlots)(tx, known.entity_type);
  const row = await lockConversion(tx, ConversionId.parse(known.conversion_id));
  if (row.state !== known.state || row.backfill_after !== known.backfill_after) return { done: false };
  if (isLast) {
    // No writer is under way: whoever waits for the lock finds the new definition, or is noted for what it did not know.
    if ((await countNoted(tx, row)) <= SWITCH_LIMIT) await switchType(tx, ports, row);
    return { done: false };
  }
  if (row.backfill_after === PASS_DONE) await settleRecords(tx, row, BATCH_ROWS);
  else if ((await convertRecords(tx, row, BATCH_ROWS)) === "end")
    await tx.query("pass-ended", PASS_ENDED, [tx.principal.tenantId, row.conversion_id, PASS_DONE]);
  return { done: false };
}

/** After the switch: converts what writers left who had begun before it and did not know of it. */
async function settle(tx: TenantTransaction, known: ConversionRow): Promise<{ done: boolean }> {
  await shareSlots(tx, known.entity_type);
  const row = await lockConversion(tx, ConversionId.parse(known.conversion_id));
  if (row.state !== known.state) return { done: false };
  return { done: (await settleRecords(tx, row, BATCH_ROWS)) === 0 };
}

async function countNoted(tx: TenantTransaction, row: ConversionRow): Promise<number> {
  const result = await tx.query<{ count: number }>("count-noted", COUNT_NOTED, [
    tx.principal.tenantId,
    row.entity_type,
    row.conversion_id,
  ]);
  return result.rows[0]?.count ?? 0;
}
