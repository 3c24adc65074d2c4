import type { ChangeReason, EntityType, FieldDefinition, TriggerSnapshot } from "@catalyst/contracts";
import { giveWay } from "../admin/field-row.ts";
import { toSnapshot } from "../read/record-row.ts";
import type { WriteContext } from "../write/create-record.ts";
import { type RecomputedRecord, recomputeRecords } from "./recompute-records.ts";
import { rollupMarker } from "./rollup-marker.ts";

/** Marks of one batch: their records are locked for as long as it lasts, some 100 ms. */
const BATCH_MARKS = 500;

type MarkRow = {
  readonly mark_id: number;
  readonly entity_type: string;
  readonly record_id: string;
  readonly field_id: string;
  readonly reason: Extract<ChangeReason, { kind: "workflow_run" }> | null;
};

// Marks that another worker has in hand are left to it.
const TAKE_MARKS = `
  with taken as (
    select mark_id from crm.rollup_marks where tenant_id = $1 order by mark_id limit ${BATCH_MARKS} for update skip locked)
  delete from crm.rollup_marks m using taken t where m.tenant_id = $1 and m.mark_id = t.mark_id
  returning m.mark_id, m.entity_type, m.record_id, m.field_id, m.reason`;

/**
 * One batch of roll-ups that are out of date: marks are taken, their records summed up again, and what changed starts the
 * workflows that watch it and marks what sums it up in turn. All in one transaction, so a worker that dies leaves the
 * marks to the next one.
 */
export async function runRollupBatch(context: WriteContext): Promise<{ done: boolean }> {
  const { tx } = context;
  await giveWay(tx);
  const { rows } = await tx.query<MarkRow>("take-rollup-marks", TAKE_MARKS, [tx.principal.tenantId]);
  if (rows.length === 0) return { done: true };
  const byType = [...Map.groupBy(rows, (mark) => mark.entity_type)].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [key, marks] of byType) {
    const entityType = context.metadata.entityTypes.get(key);
    if (entityType !== undefined) await bringUpToDate(context, entityType, marks);
  }
  return { done: false };
}

async function bringUpToDate(context: WriteContext, entityType: EntityType, marks: readonly MarkRow[]): Promise<void> {
  const marked = new Set(marks.map((mark) => mark.field_id));
  const rollups = entityType.fields.filter((field) => isMarked(field, marked));
  const ids = [...new Set(marks.map((mark) => mark.record_id))].sort();
  const changed = await recomputeRecords(context.tx, context.metadata, { entityType, ids, rollups });
  if (changed.length === 0) return;
  const reason = deepestReason(marks) ?? context.reason;
  const changes = changed.map(({ before, changedKeys }) => ({ id: before.id, isNew: false, changedKeys }));
  await rollupMarker({ ...context, reason }).afterWrite(entityType, changes);
  const computation = String(Math.max(...marks.map((mark) => mark.mark_id)));
  const live = changed.filter(({ before }) => before.deletedAt === null);
  await context.ports.startRuns(context.tx, {
    changes: live.map((record) => toChange(record, computation)),
    reason,
    triggers: context.metadata.triggers,
  });
}

function isMarked(field: FieldDefinition, marked: ReadonlySet<string>): boolean {
  return field.type === "rollup" && marked.has(field.fieldId ?? "");
}

/** The longest chain counts: a loop of workflows and roll-ups then ends where a loop of workflows does. */
function deepestReason(marks: readonly MarkRow[]): ChangeReason | null {
  const reasons = marks.flatMap((mark) => mark.reason ?? []);
  return reasons.toSorted((left, right) => right.depth - left.depth)[0] ?? null;
}

/** The record's version stays, so the change is told apart by the last mark that it answers. */
function toChange({ before, after, changedKeys }: RecomputedRecord, computation: string): TriggerSnapshot {
  return {
    event: "updated",
    entityType: after.entityType,
    recordId: after.id,
    recordVersion: after.version,
    record: toSnapshot(after),
    previous: toSnapshot(before),
    changedFields: changedKeys,
    computation,
  };
}
