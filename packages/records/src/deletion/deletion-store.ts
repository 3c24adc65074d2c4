import { DomainError, type ChangeReason, type DeletionProgress } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { DoomedRecord } from "./plan-deletion.ts";

/** A deletion as it is stored. */
export type StoredDeletion = {
  readonly deletion_id: string;
  readonly entity_type: string;
  readonly principal_id: string;
  readonly state: DeletionProgress["state"];
  readonly total_rows: number;
  readonly done_rows: number;
  readonly cancel_requested: boolean;
  readonly error: string | null;
  readonly reason: ChangeReason;
};

const INSERT = `
  insert into crm.deletions (tenant_id, deletion_id, entity_type, principal_id, state, total_rows, done_rows, reason, ended_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, case when $5 = 'done' then now() end)`;
const INSERT_RECORDS = `
  insert into crm.deletion_records (tenant_id, deletion_id, entity_type, record_id, depth, state)
  select $1, $2, w.kind, w.id, w.depth, $6 from unnest($3::text[], $4::uuid[], $5::int[]) w (kind, id, depth)
  on conflict (tenant_id, deletion_id, entity_type, record_id) do update set state = excluded.state`;
const LOAD = `
  select deletion_id, entity_type, principal_id, state, total_rows, done_rows, cancel_requested, error, reason
  from crm.deletions where tenant_id = $1 and deletion_id = $2`;
const PENDING = `
  select entity_type as "entityType", record_id as id, depth from crm.deletion_records
  where tenant_id = $1 and deletion_id = $2 and state = 'pending'
    and depth = (select max(p.depth) from crm.deletion_records p where p.tenant_id = $1 and p.deletion_id = $2 and p.state = 'pending')
  order by entity_type, record_id limit $3`;
const SKIP = `
  update crm.deletion_records set state = 'skipped'
  where tenant_id = $1 and deletion_id = $2 and state = 'pending' and record_id = any($3::uuid[])`;
const COUNT_DONE = `
  update crm.deletions d set done_rows = s.done, total_rows = s.total from (
    select count(*) filter (where state <> 'pending')::int as done, count(*)::int as total
    from crm.deletion_records where tenant_id = $1 and deletion_id = $2) s
  where d.tenant_id = $1 and d.deletion_id = $2`;
const END = `
  update crm.deletions set state = $3, error = $4, ended_at = now()
  where tenant_id = $1 and deletion_id = $2 and state = 'running'`;
const CANCEL = `
  update crm.deletions set cancel_requested = true where tenant_id = $1 and deletion_id = $2 and state = 'running'`;

/** Keeps a deletion with its records: `done`, or `running` when a job is to do it. */
export async function keepDeletion(
  tx: TenantTransaction,
  deletion: {
    readonly deletionId: string;
    readonly entityType: string;
    readonly records: readonly DoomedRecord[];
    readonly state: "done" | "running";
    readonly reason: ChangeReason;
  },
): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  const { deletionId, entityType, records, state, reason } = deletion;
  const done = state === "done" ? records.length : 0;
  await tx.query("insert-deletion", INSERT, [
    tenantId,
    deletionId,
    entityType,
    principalId,
    state,
    records.length,
    done,
    JSON.stringify(reason),
  ]);
  await markRecords(tx, deletionId, { records, state: state === "done" ? "deleted" : "pending" });
}

/** Says what became of records of a deletion; those that it did not know of become part of it. */
export async function markRecords(
  tx: TenantTransaction,
  deletionId: string,
  marked: { readonly records: readonly DoomedRecord[]; readonly state: "pending" | "deleted" },
): Promise<void> {
  await tx.query("mark-deletion-records", INSERT_RECORDS, [
    tx.principal.tenantId,
    deletionId,
    marked.records.map((record) => record.entityType),
    marked.records.map((record) => record.id),
    marked.records.map((record) => record.depth),
    marked.state,
  ]);
}

/** Records that are still to be deleted, the farthest ones first. */
export async function pendingRecords(
  tx: TenantTransaction,
  deletionId: string,
  limit: number,
): Promise<readonly DoomedRecord[]> {
  const result = await tx.query<DoomedRecord>("pending-deletion-records", PENDING, [
    tx.principal.tenantId,
    deletionId,
    limit,
  ]);
  return result.rows;
}

/** Leaves out records that went by another way meanwhile, and raises the counts. */
export async function countDone(
  tx: TenantTransaction,
  deletionId: string,
  batch: readonly DoomedRecord[],
): Promise<void> {
  const { tenantId } = tx.principal;
  await tx.query("skip-deletion-records", SKIP, [tenantId, deletionId, batch.map((record) => record.id)]);
  await tx.query("count-deletion", COUNT_DONE, [tenantId, deletionId]);
}

/** Ends a running deletion. */
export async function endDeletion(
  tx: TenantTransaction,
  deletionId: string,
  end: { readonly state: "done" | "cancelled" | "failed"; readonly error: string | null },
): Promise<void> {
  await tx.query("end-deletion", END, [tx.principal.tenantId, deletionId, end.state, end.error]);
}

/** A deletion by id; those of others are for principals who see all. */
export async function loadDeletion(
  tx: TenantTransaction,
  deletionId: string,
  lock: "lock" | "read",
): Promise<StoredDeletion> {
  const text = lock === "lock" ? `${LOAD} for update` : LOAD;
  const result = await tx.query<StoredDeletion>(`load-deletion-${lock}`, text, [tx.principal.tenantId, deletionId]);
  const [row] = result.rows;
  if (row === undefined || (row.principal_id !== tx.principal.principalId && tx.principal.scope !== "all"))
    throw new DomainError("not_found", "There is no such deletion.");
  return row;
}

/** How far a deletion is. */
export async function getDeletion(tx: TenantTransaction, deletionId: string): Promise<DeletionProgress> {
  return toProgress(await loadDeletion(tx, deletionId, "read"));
}

/** Asks a running deletion to stop after its batch. What is in the bin by then stays there, and can be restored as one. */
export async function cancelDeletion(tx: TenantTransaction, deletionId: string): Promise<DeletionProgress> {
  await loadDeletion(tx, deletionId, "lock");
  await tx.query("cancel-deletion", CANCEL, [tx.principal.tenantId, deletionId]);
  return getDeletion(tx, deletionId);
}

function toProgress(row: StoredDeletion): DeletionProgress {
  return {
    deletionId: row.deletion_id,
    entityType: row.entity_type,
    state: row.state,
    total: row.total_rows,
    done: row.done_rows,
    error: row.error,
  };
}
