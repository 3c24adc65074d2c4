import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";

/** Records of one batch: its locks last some 100 ms. */
const BATCH_ROWS = 500;
const NO_ID = "00000000-0000-0000-0000-000000000000";

type ReindexRow = { readonly state: "building" | "ready"; readonly reindex_after: string | null };
type ProgressRow = { readonly entity_type: string; readonly done_rows: number; readonly total_rows: number };

const LOCK = `
  select state, reindex_after from crm.search_reindexes where tenant_id = $1 and entity_type = $2 for update`;
const COUNT = `
  update crm.search_reindexes set total_rows = (
    select count(*) from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.deleted_at is null)
  where tenant_id = $1 and entity_type = $2`;
const BATCH = `
  with batch as materialized (
    select r.id from crm.records r
    where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 order by r.id limit ${BATCH_ROWS} for no key update)
  select count(*)::int as seen, (select id from batch order by id desc limit 1) as last_id,
    app.refresh_tokens($2, array_agg(id)) as written from batch`;
const SAVE = `
  update crm.search_reindexes set reindex_after = $3, done_rows = least(total_rows, done_rows + $4), updated_at = now()
  where tenant_id = $1 and entity_type = $2`;
const FINISH = `
  update crm.search_reindexes set state = 'ready', done_rows = total_rows, reindex_after = null, updated_at = now()
  where tenant_id = $1 and entity_type = $2`;
// What this very transaction has changed carries its time.
const CHANGED = `
  select entity_type from crm.search_reindexes
  where tenant_id = $1 and state = 'building' and reindex_after is null and updated_at = now()`;
const LIST = `
  select entity_type, done_rows, total_rows from crm.search_reindexes
  where tenant_id = $1 and state = 'building' and entity_type = any($2::text[]) order by entity_type`;

/**
 * One batch of reading an entity type's records again, in its own transaction: call until it answers done. Rows are
 * locked, so that a writer's newer words are never replaced by older ones. Resumable; needs a principal who sees all.
 */
export async function runReindexBatch(tx: TenantTransaction, entityType: string): Promise<{ done: boolean }> {
  const key = [tx.principal.tenantId, entityType];
  const row = (await tx.query<ReindexRow>("lock-reindex", LOCK, key)).rows[0];
  if (row === undefined || row.state === "ready") return { done: true };
  if (row.reindex_after === null) await tx.query("count-reindex", COUNT, key);
  const parameters = [...key, row.reindex_after ?? NO_ID];
  const batch = (await tx.query<{ seen: number; last_id: string | null }>("reindex-batch", BATCH, parameters)).rows[0];
  if (batch !== undefined && batch.seen === BATCH_ROWS) {
    await tx.query("save-reindex", SAVE, [...key, batch.last_id, batch.seen]);
    return { done: false };
  }
  await tx.query("finish-reindex", FINISH, key);
  return { done: true };
}

/** Enqueues a job for each entity type whose searchable fields this transaction has changed: to be called after any change of fields. */
export async function enqueueReindexes(
  tx: TenantTransaction,
  ports: Pick<RecordPorts, "enqueueRecordJob">,
): Promise<void> {
  const result = await tx.query<{ entity_type: string }>("changed-reindexes", CHANGED, [tx.principal.tenantId]);
  for (const row of result.rows) await ports.enqueueRecordJob(tx, { kind: "reindex", entityType: row.entity_type });
}

/** Entity types that are being read again, with the progress in per cent. */
export async function listReindexing(
  tx: TenantTransaction,
  entityTypes: readonly string[],
): Promise<readonly { entityType: string; progress: number }[]> {
  const result = await tx.query<ProgressRow>("list-reindexing", LIST, [tx.principal.tenantId, entityTypes]);
  return result.rows.map((row) => ({
    entityType: row.entity_type,
    progress: Math.min(99, Math.floor((100 * row.done_rows) / Math.max(1, row.total_rows))),
  }));
}
