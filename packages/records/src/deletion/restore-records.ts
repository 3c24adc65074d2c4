import type { DeletionGroup, RestorePreview } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { findRecords, notFound } from "../read/get-record.ts";
import type { WriteContext } from "../write/create-record.ts";
import { setDeleted } from "./apply-deletion.ts";
import { startRestoreRuns } from "./deletion-triggers.ts";
import { groupRecords } from "./describe-deletion.ts";

/** Records in the bin that are to come back; `withDeletion`: with all that went there together with them. */
export type RestoreRequest = {
  readonly entityType: string;
  readonly ids: readonly string[];
  readonly withDeletion?: boolean | undefined;
};

type Key = { readonly entityType: string; readonly id: string };

// Under row-level security, so that only records are offered and counted that the principal sees.
const WENT_TOGETHER = `
  select distinct r.entity_type as "entityType", r.id
  from crm.deletion_records a
  join crm.deletion_records b on b.tenant_id = a.tenant_id and b.deletion_id = a.deletion_id and b.state = 'deleted'
  join crm.records r on r.tenant_id = b.tenant_id and r.entity_type = b.entity_type and r.id = b.record_id
  where a.tenant_id = $1 and a.entity_type = $2 and a.record_id = any($3::uuid[]) and a.state = 'deleted'
    and r.tenant_id = $1 and r.deleted_at is not null
  order by 1, 2`;
const MARK = `
  update crm.deletion_records set state = 'restored'
  where tenant_id = $1 and entity_type = $2 and record_id = any($3::uuid[]) and state = 'deleted'`;
// Waits for a deletion of the target that is under way, and then sees it; a deletion that comes later sees the record.
const LOCK_TARGETS = `
  select t.id from crm.record_links l
  join crm.records t on t.tenant_id = l.tenant_id and t.entity_type = l.to_type and t.id = l.to_id
  where l.tenant_id = $1 and l.from_type = $2 and l.from_id = any($3::uuid[]) and t.tenant_id = $1 and t.deleted_at is null
  order by t.entity_type, t.id for key share of t`;
const DROP_DEAD_LINKS = `
  delete from crm.record_links l using crm.records t
  where l.tenant_id = $1 and l.from_type = $2 and l.from_id = any($3::uuid[])
    and t.tenant_id = l.tenant_id and t.entity_type = l.to_type and t.id = l.to_id and t.deleted_at is not null`;

/**
 * Takes records out of the bin; a unique value that was given to another record meanwhile is a field problem. Relations
 * to records that stay in the bin are dropped: a live record never points there.
 */
export async function restoreRecords(context: WriteContext, request: RestoreRequest): Promise<{ restored: number }> {
  const { tx, metadata } = context;
  const entityType = requireEntityType(metadata, request.entityType);
  const asked = request.ids.map((id) => ({ entityType: entityType.key, id }));
  const together = request.withDeletion === true ? await wentTogether(tx, request) : [];
  const restored: Key[] = [];
  for (const [key, records] of Map.groupBy([...asked, ...together], (record) => record.entityType))
    restored.push(...(await restoreOf(context, key, records)));
  if (!restored.some((record) => record.entityType === entityType.key)) throw notFound(entityType);
  for (const [key, records] of Map.groupBy(restored, (record) => record.entityType)) {
    const ids = records.map((record) => record.id);
    const parameters = [tx.principal.tenantId, key, ids];
    await tx.query("lock-restored-targets", LOCK_TARGETS, parameters);
    await tx.query("drop-dead-links", DROP_DEAD_LINKS, parameters);
    await startRestoreRuns(context, key, ids);
  }
  return { restored: restored.length };
}

/** What else would come back with these records. */
export async function planRestore(
  tx: TenantTransaction,
  metadata: Metadata,
  request: RestoreRequest,
): Promise<RestorePreview> {
  const asked = new Set(request.ids);
  const others = (await wentTogether(tx, request)).filter(
    (record) => metadata.entityTypes.has(record.entityType) && !asked.has(record.id),
  );
  const groups: readonly DeletionGroup[] = await groupRecords(tx, others);
  return { total: others.length, groups };
}

async function restoreOf(context: WriteContext, key: string, records: readonly Key[]): Promise<readonly Key[]> {
  const { tx, metadata } = context;
  const entityType = metadata.entityTypes.get(key);
  if (entityType === undefined) return [];
  const ids = [...new Set(records.map((record) => record.id))];
  const found = await findRecords(tx, entityType, { ids, bin: "only", lock: "delete" });
  const foundIds = found.records.map((record) => record.id);
  await setDeleted(context, key, { ids: foundIds, deleted: false });
  await tx.query("mark-restored", MARK, [tx.principal.tenantId, key, foundIds]);
  return foundIds.map((id) => ({ entityType: key, id }));
}

async function wentTogether(tx: TenantTransaction, request: RestoreRequest): Promise<readonly Key[]> {
  const result = await tx.query<Key>("went-together", WENT_TOGETHER, [
    tx.principal.tenantId,
    request.entityType,
    request.ids,
  ]);
  return result.rows;
}
