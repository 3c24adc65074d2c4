import { DomainError } from "@catalyst/contracts";
import { isLockedByOthers, type TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";
import { findRecords } from "../read/get-record.ts";
import { planDeletion, recordKey, type DeletionPlan, type DoomedRecord } from "./plan-deletion.ts";

/** Pauses between attempts, in seconds: writers hold records for milliseconds, an import's batch for about one second. */
const PAUSES = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.3, 0.6, 1, 1.5];

const SAVEPOINT = "savepoint deletion_locks";
const ROLLBACK = "rollback to savepoint deletion_locks";
const RELEASE = "release savepoint deletion_locks";

// `for update` lets nobody link to the record from here on: a new link locks its target for key share.
const LOCK_DOOMED = `
  select r.entity_type, r.id from unnest($2::text[], $3::uuid[]) w (kind, id)
  join crm.records r on r.tenant_id = $1 and r.entity_type = w.kind and r.id = w.id
  where r.deleted_at is null order by r.entity_type, r.id for update of r nowait`;

/**
 * Locks all that a deletion touches, then plans once more, since links may have come meanwhile; again until the locks
 * cover the plan. It never waits while it holds a lock: what somebody else holds makes it give back all and try later,
 * so that no writer and no other deletion can wait for it in a circle.
 */
export async function lockedPlan(
  tx: TenantTransaction,
  metadata: Metadata,
  roots: readonly Omit<DoomedRecord, "depth">[],
): Promise<DeletionPlan> {
  for (const pause of PAUSES) {
    const seen = await planDeletion(tx, metadata, roots);
    // Nothing that refuses goes away by waiting for it.
    if (seen.refused.length > 0) return seen;
    await tx.query(null, SAVEPOINT, []);
    const plan = await tryLock(tx, metadata, { roots, seen });
    if (plan !== null) return plan;
    await tx.query("deletion-pause", "select pg_sleep($1::float8)", [pause]);
  }
  throw new DomainError("unavailable", "Somebody is changing these records just now. Try again in a moment.");
}

async function tryLock(
  tx: TenantTransaction,
  metadata: Metadata,
  planned: { roots: readonly Omit<DoomedRecord, "depth">[]; seen: DeletionPlan },
): Promise<DeletionPlan | null> {
  try {
    await lockCleared(tx, metadata, planned.seen);
    const gone = await lockDoomed(tx, planned.seen);
    const plan = await planDeletion(
      tx,
      metadata,
      planned.roots.filter((root) => !gone.has(recordKey(root.entityType, root.id))),
    );
    if (covers(planned.seen, plan)) {
      await tx.query(null, RELEASE, []);
      return plan;
    }
  } catch (error) {
    if (!isLockedByOthers(error)) throw error;
  }
  await tx.query(null, ROLLBACK, []);
  return null;
}

/**
 * Locks what will lose a relation as any writer does, native row and header: with the header alone, a writer that has
 * the native row already and waits for the header would be waited for in turn. Of archived types only links go.
 */
async function lockCleared(tx: TenantTransaction, metadata: Metadata, plan: DeletionPlan): Promise<void> {
  const sources = plan.cleared.filter((link) => !plan.hidden.has(recordKey(link.from_type, link.from_id)));
  for (const [key, links] of Map.groupBy(sources, (link) => link.from_type)) {
    const entityType = metadata.entityTypes.get(key);
    const ids = [...new Set(links.map((link) => link.from_id))];
    if (entityType !== undefined) await findRecords(tx, entityType, { ids, bin: "include", lock: "update at once" });
  }
}

/** Locks the records that go; gives those that were deleted meanwhile. */
async function lockDoomed(tx: TenantTransaction, plan: DeletionPlan): Promise<ReadonlySet<string>> {
  const { tenantId } = tx.principal;
  const locked = await tx.query<{ entity_type: string; id: string }>("lock-doomed", LOCK_DOOMED, [
    tenantId,
    plan.records.map((record) => record.entityType),
    plan.records.map((record) => record.id),
  ]);
  const found = new Set(locked.rows.map((row) => recordKey(row.entity_type, row.id)));
  return new Set(
    plan.records.map((record) => recordKey(record.entityType, record.id)).filter((key) => !found.has(key)),
  );
}

function covers(locked: DeletionPlan, plan: DeletionPlan): boolean {
  const records = new Set(locked.records.map((record) => recordKey(record.entityType, record.id)));
  const sources = new Set(locked.cleared.map((link) => recordKey(link.from_type, link.from_id)));
  return (
    plan.records.every((record) => records.has(recordKey(record.entityType, record.id))) &&
    plan.cleared.every((link) => sources.has(recordKey(link.from_type, link.from_id)))
  );
}
