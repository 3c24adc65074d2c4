import { DomainError, type EntityType, type RecordId } from "@catalyst/contracts";
import { requireEntityType } from "../metadata/metadata.ts";
import { findRecords, notFound } from "../read/get-record.ts";
import { explained, type WriteContext } from "./create-record.ts";
import { reasonId } from "./write-records.ts";

/** Records by id; those that are not there, or not visible, don't count. */
export type DeleteRequest = { readonly entityType: string; readonly ids: readonly RecordId[] };

type IncomingRow = { readonly field_id: string; readonly from_type: string; readonly links: number };

// A source that the caller can't see counts as live: its row is not joined, so `deleted_at` is null.
const INCOMING = `
  select l.field_id, l.from_type, count(*)::int as links
  from crm.record_links l
  left join crm.records s on s.tenant_id = l.tenant_id and s.entity_type = l.from_type and s.id = l.from_id
  where l.tenant_id = $1 and l.to_id = any($2::uuid[]) and l.to_type = $3 and s.deleted_at is null
    and not (l.from_type = $3 and l.from_id = any($2::uuid[]))
  group by l.field_id, l.from_type`;

// The sources' history says what became of their relation.
const CLEAR_INCOMING = `
  with cleared as (
    delete from crm.record_links l where l.tenant_id = $1 and l.to_id = any($2::uuid[]) and l.to_type = $3
    returning l.field_id, l.from_type, l.from_id, l.to_id)
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, before, after, reason_kind, reason_id)
  select $1, $4, 'updated', c.from_type, c.from_id, jsonb_build_object(f.key, jsonb_agg(c.to_id)), jsonb_build_object(f.key, null), $5, $6
  from cleared c join crm.custom_field_definitions f on f.tenant_id = $1 and f.field_id = c.field_id
  group by c.from_type, c.from_id, f.key`;

const SET_DELETED = `
  with written as (
    update crm.records r set deleted_at = case when $4 then now() end, version = r.version + 1, updated_at = now(), updated_by = $5
    where r.tenant_id = $1 and r.entity_type = $2 and r.id = any($3::uuid[]) and (r.deleted_at is null) = $4
    returning r.id)
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, reason_kind, reason_id)
  select $1, $5, case when $4 then 'deleted' else 'restored' end, $2, w.id, $6, $7 from written w`;

/**
 * Puts records into the bin. The rows are locked first, which waits for every writer that holds a link to them; then
 * their incoming links are looked at: a field that refuses stops all, one that clears loses its link.
 */
export async function deleteRecords(context: WriteContext, request: DeleteRequest): Promise<{ deleted: number }> {
  const entityType = requireEntityType(context.metadata, request.entityType);
  const ids = await lockExisting(context, entityType, { ids: request.ids, bin: "leave out" });
  await refuseWhereHeld(context, entityType, ids);
  const { tx, reason } = context;
  await tx.query("clear-incoming-links", CLEAR_INCOMING, [
    tx.principal.tenantId,
    ids,
    entityType.key,
    tx.principal.principalId,
    reason.kind,
    reasonId(reason),
  ]);
  await setDeleted(context, entityType, { ids, deleted: true });
  return { deleted: ids.length };
}

/** Takes records out of the bin; a unique value that was given to another record meanwhile is a field problem. */
export async function restoreRecords(context: WriteContext, request: DeleteRequest): Promise<{ restored: number }> {
  const entityType = requireEntityType(context.metadata, request.entityType);
  const ids = await lockExisting(context, entityType, { ids: request.ids, bin: "only" });
  await explained(context, entityType, () => setDeleted(context, entityType, { ids, deleted: false }));
  return { restored: ids.length };
}

async function lockExisting(
  context: WriteContext,
  entityType: EntityType,
  wanted: { ids: readonly string[]; bin: "leave out" | "only" },
): Promise<readonly string[]> {
  const found = await findRecords(context.tx, entityType, { ...wanted, lock: "delete" });
  if (found.records.length === 0) throw notFound(entityType);
  return found.records.map((record) => record.id);
}

async function refuseWhereHeld(context: WriteContext, entityType: EntityType, ids: readonly string[]): Promise<void> {
  const { tx, metadata } = context;
  const incoming = await tx.query<IncomingRow>("incoming-links", INCOMING, [
    tx.principal.tenantId,
    ids,
    entityType.key,
  ]);
  const refusing = incoming.rows.flatMap((row) => {
    const field = metadata.customFields.find(
      (candidate) => candidate.fieldId === row.field_id && candidate.config.onTargetDelete === "refuse",
    );
    return field === undefined
      ? []
      : [{ field, links: row.links, from: metadata.entityTypes.get(row.from_type)?.labelPlural ?? row.from_type }];
  });
  if (refusing.length === 0) return;
  const problems = refusing.map(({ field, links, from }) => ({
    field: field.key,
    code: "in_use",
    message: `${links} of ${from} point here by ${field.label}.`,
  }));
  throw new DomainError("conflict", "Other records point to what you want to delete. Change them first.", { problems });
}

async function setDeleted(
  context: WriteContext,
  entityType: EntityType,
  change: { ids: readonly string[]; deleted: boolean },
): Promise<void> {
  const { tx, reason } = context;
  const { tenantId, principalId } = tx.principal;
  await tx.query("set-deleted", SET_DELETED, [
    tenantId,
    entityType.key,
    change.ids,
    change.deleted,
    principalId,
    reason.kind,
    reasonId(reason),
  ]);
}
