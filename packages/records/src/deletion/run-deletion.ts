import { DomainError } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { WriteContext } from "../write/create-record.ts";
import { applyDeletion } from "./apply-deletion.ts";
import { clearLinks } from "./clear-links.ts";
import { refuseWhereHeld } from "./describe-deletion.ts";
import { countDone, endDeletion, loadDeletion, markRecords, pendingRecords } from "./deletion-store.ts";
import { lockedPlan } from "./lock-plan.ts";
import { recordKey, type DeletionPlan } from "./plan-deletion.ts";

/** Records and links of one transaction. */
const BATCH_ROWS = 200;

/**
 * One batch of a large deletion, in its own transaction: call until it answers done. The farthest records go first, so
 * that after each batch no relation of a record that stays leads into the bin. Each batch is planned afresh: what was
 * linked meanwhile goes along, and what refuses now ends the deletion.
 */
export async function runDeletionBatch(
  asked: Omit<WriteContext, "reason">,
  deletionId: string,
): Promise<{ done: boolean }> {
  const { tx, metadata } = asked;
  const deletion = await loadDeletion(tx, deletionId, "lock");
  const context = { ...asked, reason: deletion.reason };
  if (deletion.state !== "running") return { done: true };
  if (deletion.cancel_requested) return end(tx, deletionId, { state: "cancelled", error: null });
  const batch = await pendingRecords(tx, deletionId, BATCH_ROWS);
  if (batch.length === 0) return end(tx, deletionId, { state: "done", error: null });
  const plan = await lockedPlan(tx, metadata, batch);
  try {
    refuseWhereHeld(metadata, plan);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return end(tx, deletionId, { state: "failed", error: sentence(error) });
  }
  const cleared = plan.cleared.filter((link) => !plan.hidden.has(recordKey(link.from_type, link.from_id)));
  // The first of many relations; the records follow once few are left.
  if (cleared.length > BATCH_ROWS) await clearLinks(context, { ...plan, cleared: cleared.slice(0, BATCH_ROWS) });
  else await deleteBatch(context, { deletionId, batch, plan });
  return { done: false };
}

/** Ends a deletion that can't go on. What is in the bin by then stays there. */
export async function failDeletion(tx: TenantTransaction, deletionId: string, message: string): Promise<void> {
  await end(tx, deletionId, { state: "failed", error: message });
}

type Batch = {
  readonly deletionId: string;
  readonly batch: Awaited<ReturnType<typeof pendingRecords>>;
  readonly plan: DeletionPlan;
};

async function deleteBatch(context: WriteContext, { deletionId, batch, plan }: Batch): Promise<void> {
  const depths = new Map(batch.map((record) => [record.id, record.depth]));
  const records = plan.records.map((record) => ({ ...record, depth: depths.get(record.id) ?? record.depth }));
  await applyDeletion(context, plan);
  await markRecords(context.tx, deletionId, { records, state: "deleted" });
  await countDone(context.tx, deletionId, batch);
}

async function end(
  tx: TenantTransaction,
  deletionId: string,
  ending: { readonly state: "done" | "cancelled" | "failed"; readonly error: string | null },
): Promise<{ done: true }> {
  await countDone(tx, deletionId, []);
  await endDeletion(tx, deletionId, ending);
  return { done: true };
}

function sentence(error: DomainError): string {
  return [error.message, ...error.problems.map((problem) => problem.message)].join(" ");
}
