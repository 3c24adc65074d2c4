import { type CrmRecord, type EntityType, type FieldValue } from "@catalyst/contracts";
import { withFormulas } from "../computed/with-formulas.ts";
import { findRecords } from "../read/get-record.ts";
import type { WriteContext } from "../write/create-record.ts";
import type { PlannedRecord } from "../write/plan-record.ts";
import { reasonId, toTriggerSnapshot, writeRecords } from "../write/write-records.ts";
import { fieldOfLink, recordKey, type DeletionPlan, type IncomingLink } from "./plan-deletion.ts";

/** Records of one statement. */
const BATCH_ROWS = 300;

const DELETE_ARCHIVED = `
  delete from crm.record_links l using unnest($2::uuid[], $3::uuid[], $4::uuid[]) i (field_id, from_id, to_id)
  where l.tenant_id = $1 and l.field_id = i.field_id and l.from_id = i.from_id and l.to_id = i.to_id`;
const CLEAR_HIDDEN = "select app.clear_hidden_links($1::jsonb, $2, $3)";

/**
 * Clears the relations of records that stay: a change like any other, with version, history and the runs that watch the
 * field. Links of archived fields just go. Those of records that the principal does not see wait for `clearHidden`.
 */
export async function clearLinks(context: WriteContext, plan: DeletionPlan): Promise<void> {
  const seen = plan.cleared.filter((link) => !plan.hidden.has(recordKey(link.from_type, link.from_id)));
  const isLive = (link: IncomingLink): boolean =>
    context.metadata.entityTypes.has(link.from_type) && fieldOfLink(context.metadata, link)?.archivedAt === null;
  await deleteArchived(
    context,
    seen.filter((link) => !isLive(link)),
  );
  const live = Map.groupBy(seen.filter(isLive), (link) => link.from_type);
  for (const [key, links] of live) {
    const entityType = context.metadata.entityTypes.get(key);
    if (entityType !== undefined) await clearOf(context, entityType, links);
  }
}

/** Clears relations of records that the principal does not see. Their targets are in the bin by now, else nothing happens. */
export async function clearHidden(context: WriteContext, plan: DeletionPlan): Promise<void> {
  const links = plan.cleared.filter((link) => plan.hidden.has(recordKey(link.from_type, link.from_id)));
  if (links.length === 0) return;
  await context.tx.query("clear-hidden-links", CLEAR_HIDDEN, [
    JSON.stringify(links),
    context.reason.kind,
    reasonId(context.reason),
  ]);
}

async function deleteArchived(context: WriteContext, links: readonly IncomingLink[]): Promise<void> {
  if (links.length === 0) return;
  await context.tx.query("delete-archived-links", DELETE_ARCHIVED, [
    context.tx.principal.tenantId,
    links.map((link) => link.field_id),
    links.map((link) => link.from_id),
    links.map((link) => link.to_id),
  ]);
}

async function clearOf(context: WriteContext, entityType: EntityType, links: readonly IncomingLink[]): Promise<void> {
  const bySource = Map.groupBy(links, (link) => link.from_id);
  const ids = [...bySource.keys()].sort();
  for (let start = 0; start < ids.length; start += BATCH_ROWS) {
    const found = await findRecords(context.tx, entityType, {
      ids: ids.slice(start, start + BATCH_ROWS),
      bin: "leave out",
      lock: "update",
    });
    const planned = found.records.map((record) => withoutTargets(entityType, record, bySource.get(record.id) ?? []));
    await writeCleared(
      context,
      entityType,
      planned.filter((record) => record.changedKeys.length > 0),
    );
  }
}

async function writeCleared(
  context: WriteContext,
  entityType: EntityType,
  planned: readonly PlannedRecord[],
): Promise<void> {
  const { tx, reason, ports, metadata } = context;
  const written = await writeRecords(tx, { entityType, records: planned, reason, rollups: context.rollups });
  const changes = planned.flatMap((record, index) => {
    const after = written[index];
    return after === undefined ? [] : [toTriggerSnapshot(record, after)];
  });
  await ports.startRuns(tx, { changes, reason, triggers: metadata.triggers });
}

/** Not validated: a relation that is required is cleared all the same, since its field says so. */
function withoutTargets(entityType: EntityType, before: CrmRecord, links: readonly IncomingLink[]): PlannedRecord {
  const fields: Record<string, FieldValue> = { ...before.fields };
  const changedKeys = new Set<string>();
  for (const link of links) {
    const field = entityType.fields.find((candidate) => candidate.fieldId === link.field_id);
    if (field === undefined) continue;
    const value = fields[field.key] ?? null;
    const rest = Array.isArray(value) ? value.filter((id) => id !== link.to_id) : [];
    fields[field.key] = rest.length === 0 ? null : rest;
    changedKeys.add(field.key);
  }
  const { id, ownerId, teamId, displayName } = before;
  return {
    id,
    ownerId,
    teamId,
    displayName,
    ...withFormulas(entityType, fields),
    before,
    changedKeys: [...changedKeys],
  };
}
