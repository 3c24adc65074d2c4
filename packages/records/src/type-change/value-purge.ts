import type { TenantTransaction } from "@catalyst/db";
import { giveWay, lockSlots } from "../admin/field-row.ts";
import type { RecordPorts } from "../ports.ts";
import type { ConversionRow } from "./conversion-row.ts";

/** Records of one batch of a purge. */
const BATCH_ROWS = 2_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

const INSERT = `
  insert into crm.value_purges (tenant_id, purge_id, field_id, entity_type, keys, conversion_id, drops_field, due_at)
  values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second')`;
const DROP = "delete from crm.value_purges where tenant_id = $1 and conversion_id = $2";
const DROP_ONE = "delete from crm.value_purges where tenant_id = $1 and purge_id = $2";
const LOCK = `
  select purge_id, field_id, entity_type, keys, conversion_id, drops_field, backfill_after, done_rows, due_at <= now() as due
  from crm.value_purges where tenant_id = $1 and purge_id = $2 for update`;
const STOP_WATCHING = `
  update crm.field_conversions set watched_source = null, watched_target = null, undo_until = null,
    state = case when state = 'changed' then 'final' else state end, updated_at = now()
  where tenant_id = $1 and conversion_id = $2 and watched_source is not null`;
const FORGET_NOTES = "delete from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3";
const REMOVE_VALUES = `
  with batch as materialized (
    select r.id from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 order by r.id limit ${BATCH_ROWS}),
  removed as (
    update crm.records r set values = r.values - $4::text[] from batch b
    where r.tenant_id = $1 and r.entity_type = $2 and r.id = b.id and r.values ?| $4::text[] returning r.id)
  select (select id from batch order by id desc limit 1) as last_id, (select count(*)::int from removed) as removed`;
const REMOVE_LINKS = `
  with batch as (
    select l.from_id, l.to_id from crm.record_links l where l.tenant_id = $1 and l.field_id = $2 limit ${BATCH_ROWS}),
  removed as (
    delete from crm.record_links l using batch b
    where l.tenant_id = $1 and l.field_id = $2 and l.from_id = b.from_id and l.to_id = b.to_id returning l.from_id)
  select null::uuid as last_id, (select count(*)::int from removed) as removed`;
const SAVE = "update crm.value_purges set backfill_after = $3, done_rows = $4 where tenant_id = $1 and purge_id = $2";
const HELD_SLOTS = `
  select from crm.slot_assignments
  where tenant_id = $1 and field_id = $2 and not (state = 'quarantined' and quarantined_until < now()) limit 1`;
const DROP_SLOTS = "delete from crm.slot_assignments where tenant_id = $1 and field_id = $2";
const DROP_FIELD =
  "delete from crm.custom_field_definitions where tenant_id = $1 and field_id = $2 and deleted_at is not null";
const AUDIT = `
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, before, reason_kind)
  select $1, $3, 'configured', f.entity_type, jsonb_build_object('fieldPurged', jsonb_build_object('key', f.key, 'label', f.label, 'type', f.type)), 'screen'
  from crm.custom_field_definitions f where f.tenant_id = $1 and f.field_id = $2`;
/** A slot of the field that is still in quarantine keeps its definition for so long. */
const QUARANTINE_SECONDS = 3_700;

type PurgeRow = {
  readonly purge_id: string;
  readonly field_id: string;
  readonly entity_type: string;
  readonly keys: readonly string[];
  readonly conversion_id: string | null;
  readonly drops_field: boolean;
  readonly backfill_after: string | null;
  readonly done_rows: number;
  readonly due: boolean;
};

/** Keys that are to go, and when. With `dropsField` the definition goes with them. */
export type NewPurge = {
  readonly row: Pick<ConversionRow, "field_id" | "entity_type"> & { readonly conversion_id: string | null };
  readonly keys: readonly string[];
  readonly delaySeconds: number;
  readonly dropsField?: boolean;
};

/** Has a job take keys out of `values` once the time has come. Until then nothing is touched. */
export async function schedulePurge(tx: TenantTransaction, ports: RecordPorts, purge: NewPurge): Promise<void> {
  const { row, keys, delaySeconds } = purge;
  const purgeId = ports.newId();
  await tx.query("insert-purge", INSERT, [
    tx.principal.tenantId,
    purgeId,
    row.field_id,
    row.entity_type,
    keys,
    row.conversion_id,
    purge.dropsField ?? false,
    delaySeconds,
  ]);
  await ports.enqueueFieldJob(tx, { kind: "purge", purgeId }, delaySeconds);
}

/** Keeps what a conversion's purge was to take away; its job finds nothing to do. */
export async function dropPurges(tx: TenantTransaction, row: Pick<ConversionRow, "conversion_id">): Promise<void> {
  await tx.query("drop-purges", DROP, [tx.principal.tenantId, row.conversion_id]);
}

/**
 * One batch of a purge, in its own transaction: call until it answers done. A pass that removes nothing ends it: then the
 * definition goes, and its key is free. A purge that was called off, or is not due, does nothing.
 */
export async function runPurgeBatch(
  tx: TenantTransaction,
  ports: RecordPorts,
  purgeId: string,
): Promise<{ done: boolean }> {
  const key = [tx.principal.tenantId, purgeId];
  await giveWay(tx);
  const purge = (await tx.query<PurgeRow>("lock-purge", LOCK, key)).rows[0];
  if (purge === undefined || !purge.due) return { done: true };
  if (purge.conversion_id !== null && purge.backfill_after === null) await stopWatching(tx, purge);
  const { last, removed } = await removeBatch(tx, purge);
  const total = purge.done_rows + removed;
  if (last !== null || total > 0) {
    await tx.query("save-purge", SAVE, [...key, last, last === null ? 0 : total]);
    return { done: false };
  }
  return finish(tx, ports, purge);
}

async function stopWatching(tx: TenantTransaction, purge: PurgeRow): Promise<void> {
  await lockSlots(tx, purge.entity_type);
  await tx.query("stop-watching", STOP_WATCHING, [tx.principal.tenantId, purge.conversion_id]);
  await tx.query("forget-all-notes", FORGET_NOTES, [tx.principal.tenantId, purge.entity_type, purge.conversion_id]);
}

async function removeBatch(
  tx: TenantTransaction,
  purge: PurgeRow,
): Promise<{ readonly last: string | null; readonly removed: number }> {
  const { tenantId } = tx.principal;
  const links = purge.drops_field
    ? (await tx.query<{ removed: number }>("purge-links", REMOVE_LINKS, [tenantId, purge.field_id])).rows[0]?.removed
    : 0;
  if ((links ?? 0) > 0) return { last: purge.backfill_after, removed: links ?? 0 };
  const parameters = [tenantId, purge.entity_type, purge.backfill_after ?? FIRST_ID, purge.keys];
  const result = await tx.query<{ last_id: string | null; removed: number }>("purge-values", REMOVE_VALUES, parameters);
  const row = result.rows[0];
  return { last: row?.last_id ?? null, removed: row?.removed ?? 0 };
}

async function finish(tx: TenantTransaction, ports: RecordPorts, purge: PurgeRow): Promise<{ done: boolean }> {
  const { tenantId, principalId } = tx.principal;
  if (purge.drops_field) {
    const held = await tx.query("held-slots", HELD_SLOTS, [tenantId, purge.field_id]);
    if (held.rows.length > 0) {
      await ports.enqueueFieldJob(tx, { kind: "purge", purgeId: purge.purge_id }, QUARANTINE_SECONDS);
      return { done: true };
    }
    await tx.query("audit-purge", AUDIT, [tenantId, purge.field_id, principalId]);
    await tx.query("drop-slots", DROP_SLOTS, [tenantId, purge.field_id]);
    await tx.query("drop-field", DROP_FIELD, [tenantId, purge.field_id]);
  }
  await tx.query("drop-purge", DROP_ONE, [tenantId, purge.purge_id]);
  return { done: true };
}
