import type { WriteContext } from "../write/create-record.ts";
import { explained } from "../write/create-record.ts";
import { reasonId } from "../write/write-records.ts";
import { clearHidden, clearLinks } from "./clear-links.ts";
import { startDeletionRuns, watchedDeletions } from "./deletion-triggers.ts";
import type { DeletionPlan } from "./plan-deletion.ts";

const SET_DELETED = `
  with written as (
    update crm.records r set deleted_at = case when $4 then now() end, version = r.version + 1, updated_at = now(), updated_by = $5
    where r.tenant_id = $1 and r.entity_type = $2 and r.id = any($3::uuid[]) and (r.deleted_at is null) = $4
    returning r.id)
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, reason_kind, reason_id)
  select $1, $5, case when $4 then 'deleted' else 'restored' end, $2, w.id, $6, $7 from written w`;

/** Carries out a plan whose rows are locked: clears relations of what stays, then puts the records into the bin. */
export async function applyDeletion(context: WriteContext, plan: DeletionPlan): Promise<void> {
  const watched = await watchedDeletions(context, plan);
  await clearLinks(context, plan);
  for (const [entityType, records] of Map.groupBy(plan.records, (record) => record.entityType))
    await setDeleted(context, entityType, { ids: records.map((record) => record.id), deleted: true });
  await clearHidden(context, plan);
  await startDeletionRuns(context, watched);
}

/** Puts locked records of one entity type into the bin, or takes them out. */
export async function setDeleted(
  context: WriteContext,
  entityType: string,
  change: { readonly ids: readonly string[]; readonly deleted: boolean },
): Promise<void> {
  const { tx, reason, metadata } = context;
  const { tenantId, principalId } = tx.principal;
  const write = () =>
    tx.query("set-deleted", SET_DELETED, [
      tenantId,
      entityType,
      change.ids,
      change.deleted,
      principalId,
      reason.kind,
      reasonId(reason),
    ]);
  const type = metadata.entityTypes.get(entityType);
  await (type === undefined ? write() : explained(context, type, write));
  await context.rollups.moved(entityType, change.ids);
}
