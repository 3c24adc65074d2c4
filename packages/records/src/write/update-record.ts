import {
  DomainError,
  type CrmRecord,
  type EntityType,
  type RecordKey,
  type RecordReference,
  type UpdateManyRecordsInput,
  type UpdateRecordInput,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { type Metadata, requireEntityType } from "../metadata/metadata.ts";
import { findRecords, notFound } from "../read/get-record.ts";
import { accept, explained, type WriteContext, type WrittenRecord } from "./create-record.ts";
import { keepJustWritten } from "./just-written.ts";
import { planRecord, type PlannedRecord } from "./plan-record.ts";
import { keepForeseen, mayBeLate, putOffUpdate, readingPast, takeForeseen } from "./late-update.ts";
import { linkChanges, lockTargets } from "./write-links.ts";
import { toTriggerSnapshot, writeRecords } from "./write-records.ts";

/**
 * A change of one record; `version` null: of whatever is stored now, for callers that loaded nothing before. `late`: it
 * may be written with the transaction's next statement, for callers that can do everything again without it.
 */
export type RecordUpdate = Omit<UpdateRecordInput, "version"> & {
  readonly version: number | null;
  readonly late?: boolean;
};

/** Changes one record that was loaded at `version`; a change that changes nothing leaves version and history alone. */
export async function updateRecord(context: WriteContext, input: RecordUpdate): Promise<WrittenRecord> {
  const entityType = requireEntityType(context.metadata, input.entityType);
  const { record: before, references: found } = await lockRecord(context, entityType, input);
  if (input.version !== null && before.version !== input.version) {
    throw new DomainError(
      "version_conflict",
      "Somebody else has changed this record meanwhile. Reload it to see their changes.",
      { currentVersion: before.version },
    );
  }
  const planned = plan(context, entityType, { before, patch: input });
  const change = await changeRecords(context, entityType, { planned: [planned], late: input.late === true });
  const references = new Map([...found, ...change.references].map((reference) => [reference.id, reference]));
  const written = { record: change.records[0] ?? before, references: [...references.values()] };
  if (isSeenAsBefore(entityType, { before, after: written.record })) keepJustWritten(context.tx, written);
  return written;
}

/** The record as it is stored, locked until the transaction ends. */
async function lockRecord(
  { tx, reason, justWritten }: WriteContext,
  entityType: EntityType,
  input: RecordUpdate,
): Promise<WrittenRecord> {
  const isKnown = justWritten?.record.id === input.id && justWritten.record.entityType === entityType.key;
  if (isKnown && reason.kind === "workflow_run" && input.version === null) return justWritten;
  const foreseen = takeForeseen(tx, input.id);
  if (foreseen !== null) return foreseen;
  const found = await findRecords(readingPast(tx, input.id), entityType, {
    ids: [input.id],
    bin: "leave out",
    lock: "update",
  });
  const record = found.records[0];
  if (record === undefined) throw notFound(entityType);
  return { record, references: found.references };
}

/** Reads and locks, in one statement, records that updates in this transaction will change; those that are not found are left out. */
export async function foreseeUpdates(
  tx: TenantTransaction,
  metadata: Metadata,
  keys: readonly RecordKey[],
): Promise<void> {
  const byType = Map.groupBy(keys, ({ entityType }) => entityType);
  const found: WrittenRecord[] = [];
  for (const [key, group] of byType) {
    const entityType = metadata.entityTypes.get(key);
    if (entityType === undefined) continue;
    const ids = [...new Set(group.map(({ id }) => id))];
    const { records, references } = await findRecords(tx, entityType, { ids, bin: "leave out", lock: "update" });
    found.push(...records.map((record) => ({ record, references })));
  }
  keepForeseen(tx, found);
}

/** A record that has changed hands may be out of the writer's sight now; of roll-ups only the row knows the state. */
function isSeenAsBefore(
  entityType: EntityType,
  { before, after }: { before: CrmRecord; after: Pick<CrmRecord, "ownerId" | "teamId"> },
): boolean {
  const isTheirs = before.ownerId === after.ownerId && before.teamId === after.teamId;
  return isTheirs && entityType.fields.every((field) => field.type !== "rollup");
}

/** Whether a change may wait: its writer sees the record afterwards, and all that the row will hold is known. */
function isLate(entityType: EntityType, planned: PlannedRecord): boolean {
  const { before } = planned;
  return (
    before !== null && isSeenAsBefore(entityType, { before, after: planned }) && mayBeLate({ entityType, planned })
  );
}

/** The same patch for many records, all or nothing; the last write wins. */
export async function updateMany(context: WriteContext, input: UpdateManyRecordsInput): Promise<{ updated: number }> {
  const entityType = requireEntityType(context.metadata, input.entityType);
  const ids = [...new Set(input.ids)];
  const found = await findRecords(context.tx, entityType, { ids, bin: "leave out", lock: "update" });
  if (found.records.length < ids.length) throw notFound(entityType);
  const planned = found.records.map((before) => plan(context, entityType, { before, patch: input }));
  await changeRecords(context, entityType, { planned, late: false });
  return { updated: ids.length };
}

type Change = { readonly before: CrmRecord; readonly patch: Pick<UpdateRecordInput, "fields" | "ownerId" | "teamId"> };

function plan(context: WriteContext, entityType: EntityType, change: Change): PlannedRecord {
  const { before, patch } = change;
  return accept(
    planRecord({
      metadata: context.metadata,
      entityType,
      patch,
      id: before.id,
      before,
      principal: context.tx.principal,
      defaults: { ownerId: null, teamId: null },
    }),
  );
}

async function changeRecords(
  context: WriteContext,
  entityType: EntityType,
  { planned, late }: { readonly planned: readonly PlannedRecord[]; readonly late: boolean },
): Promise<{ records: readonly CrmRecord[]; references: readonly RecordReference[] }> {
  const { tx, reason, ports } = context;
  const changed = planned.filter((record) => record.changedKeys.length > 0);
  if (changed.length === 0) return { records: [], references: [] };
  const links = linkChanges(entityType, changed);
  const references = await lockTargets(tx, links);
  const records =
    late && changed.every((each) => isLate(entityType, each))
      ? changed.map((each) => putOffUpdate(tx, { entityType, planned: each, reason, rollups: context.rollups }))
      : await explained(context, entityType, () =>
          writeRecords(tx, { entityType, records: changed, reason, links, rollups: context.rollups }),
        );
  const changes = changed.flatMap((record, index) => {
    const written = records[index];
    return written === undefined ? [] : [toTriggerSnapshot(record, written)];
  });
  await ports.startRuns(tx, { changes, reason, triggers: context.metadata.triggers });
  return { records, references };
}
