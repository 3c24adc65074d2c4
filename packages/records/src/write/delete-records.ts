import type { DeletionPreview, DeletionResult, RecordId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { applyDeletion } from "../deletion/apply-deletion.ts";
import { keepDeletion } from "../deletion/deletion-store.ts";
import { describeDeletion, isAtOnce, refuseWhereHeld } from "../deletion/describe-deletion.ts";
import { lockedPlan } from "../deletion/lock-plan.ts";
import { planDeletion, type DeletionPlan, type DoomedRecord } from "../deletion/plan-deletion.ts";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { findRecords, notFound } from "../read/get-record.ts";
import type { WriteContext } from "./create-record.ts";

/** Records by id; those that are not there, or not visible, don't count. */
export type DeleteRequest = { readonly entityType: string; readonly ids: readonly RecordId[] };

/**
 * Puts records into the bin with all that their relations take along: a field that refuses stops all, one that clears
 * loses its link, one that cascades takes its record along. All or nothing; what is large becomes a job.
 */
export async function deleteRecords(context: WriteContext, request: DeleteRequest): Promise<DeletionResult> {
  const { tx, metadata } = context;
  const roots = await findRoots(tx, metadata, request);
  const seen = await planDeletion(tx, metadata, roots);
  refuseWhereHeld(metadata, seen);
  if (!isAtOnce(seen)) return startDeletion(context, request.entityType, seen);
  const plan = await lockedPlan(tx, metadata, roots);
  refuseWhereHeld(metadata, plan);
  if (plan.records.length === 0) throw notFound(requireEntityType(metadata, request.entityType));
  await applyDeletion(context, plan);
  if (plan.records.some((record) => record.depth > 0)) await keep(context, request.entityType, { plan, state: "done" });
  return { deleted: plan.records.length, deletionId: null };
}

/** What `deleteRecords` would do, without doing it. */
export async function previewDeletion(
  tx: TenantTransaction,
  metadata: Metadata,
  request: DeleteRequest,
): Promise<DeletionPreview> {
  const roots = await findRoots(tx, metadata, request);
  return describeDeletion(tx, metadata, await planDeletion(tx, metadata, roots));
}

async function startDeletion(context: WriteContext, entityType: string, plan: DeletionPlan): Promise<DeletionResult> {
  const deletionId = await keep(context, entityType, { plan, state: "running" });
  await context.ports.enqueueRecordJob(context.tx, { kind: "deletion", deletionId });
  return { deleted: 0, deletionId };
}

async function keep(
  context: WriteContext,
  entityType: string,
  kept: { readonly plan: DeletionPlan; readonly state: "done" | "running" },
): Promise<string> {
  const deletionId = context.ports.newId();
  await keepDeletion(context.tx, {
    deletionId,
    entityType,
    records: kept.plan.records,
    state: kept.state,
    reason: context.reason,
  });
  return deletionId;
}

async function findRoots(
  tx: TenantTransaction,
  metadata: Metadata,
  request: DeleteRequest,
): Promise<readonly Omit<DoomedRecord, "depth">[]> {
  const entityType = requireEntityType(metadata, request.entityType);
  const found = await findRecords(tx, entityType, { ids: request.ids, bin: "leave out", lock: "none" });
  if (found.records.length === 0) throw notFound(entityType);
  return found.records.map((record) => ({ entityType: entityType.key, id: record.id }));
}
