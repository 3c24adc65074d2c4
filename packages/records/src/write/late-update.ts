import type { ChangeReason, CrmRecord, EntityType } from "@catalyst/contracts";
import { isUnavailable, type TenantTransaction } from "@catalyst/db";
import { LateEffectError } from "@catalyst/workflow-engine";
import type { MarkedChange, RollupMarker } from "../computed/rollup-marker.ts";
import type { WrittenRecord } from "./create-record.ts";
import type { PlannedRecord } from "./plan-record.ts";
import { linkChanges } from "./write-links.ts";
import { asWritten, writeRecords, type WriteRequest } from "./write-records.ts";

/** A change of one locked record that may be written together with the record's next one. */
export type LateUpdate = {
  readonly entityType: EntityType;
  readonly planned: PlannedRecord;
  readonly reason: ChangeReason;
  readonly rollups: RollupMarker;
};

/** Changes of a record that wait for the transaction's next statement, the first one first. */
type Waiting = Omit<LateUpdate, "planned"> & { readonly changes: PlannedRecord[] };
type Until = { readonly waiting: Map<string, Waiting>; readonly foreseen: Map<string, WrittenRecord> };
/** What holds until the transaction's next statement. */
const untilNext = new WeakMap<TenantTransaction, Until>();

/**
 * Whether nothing but the record's own rows is written, and nothing that the database may refuse on its own: relations
 * lock other records, the values of a unique field may be taken.
 */
export function mayBeLate({ entityType, planned }: Pick<LateUpdate, "entityType" | "planned">): boolean {
  const links = linkChanges(entityType, [planned]);
  if (links.added.length + links.removed.length > 0) return false;
  return !entityType.fields.some((field) => field.unique && planned.changedKeys.includes(field.key));
}

/**
 * Puts the change off until the transaction's next statement, so that changes in a row become one write with an audit row
 * each. The record is locked: what its row will be is known. That statement fails with a `LateEffectError` where the
 * write does.
 */
export function putOffUpdate(tx: TenantTransaction, update: LateUpdate): CrmRecord {
  const { entityType, planned } = update;
  const { before } = planned;
  if (before === null) throw new Error("Assertion failed: only a record that exists is changed");
  const { waiting: records } = untilNext.get(tx) ?? begin(tx);
  const { changes } = records.get(planned.id) ?? { changes: null };
  if (changes === null) records.set(planned.id, { ...update, changes: [planned] });
  else changes.push(planned);
  const row = { version: before.version + 1, created_at: before.createdAt, updated_at: tx.startedAt };
  return asWritten(tx, entityType, { record: planned, row });
}

/** Keeps records that were read and locked for changes that come one by one: whatever else is done first ends that. */
export function keepForeseen(tx: TenantTransaction, records: readonly WrittenRecord[]): void {
  const { foreseen } = untilNext.get(tx) ?? begin(tx);
  for (const written of records) foreseen.set(written.record.id, written);
}

/** A record that was read for this very change, once; null: it has to be read. */
export function takeForeseen(tx: TenantTransaction, recordId: string): WrittenRecord | null {
  const foreseen = untilNext.get(tx)?.foreseen;
  const record = foreseen?.get(recordId) ?? null;
  foreseen?.delete(recordId);
  return record;
}

/**
 * The transaction as a reader of the record may use it: what waits goes on waiting where it is neither that record nor a
 * name that others show, so that runs that commit together write together.
 */
export function readingPast(tx: TenantTransaction, recordId: string): TenantTransaction {
  const records = untilNext.get(tx)?.waiting;
  if (records === undefined || records.has(recordId)) return tx;
  return [...records.values()].some(({ changes }) => changes.some(isRenamed)) ? tx : { ...tx, query: tx.queryPast };
}

function isRenamed({ before, displayName }: PlannedRecord): boolean {
  return before?.displayName !== displayName;
}

function begin(tx: TenantTransaction): Until {
  const until: Until = { waiting: new Map(), foreseen: new Map() };
  untilNext.set(tx, until);
  tx.putOff(async () => {
    untilNext.delete(tx);
    try {
      for (const group of alike([...until.waiting.values()])) await write(tx, group);
    } catch (error) {
      throw isUnavailable(error) ? error : new LateEffectError(error);
    }
  });
  return until;
}

/** What one statement can write: records of one type. */
function alike(records: readonly Waiting[]): readonly (readonly [Waiting, ...Waiting[]])[] {
  const groups = new Map<string, [Waiting, ...Waiting[]]>();
  for (const record of records) {
    const group = groups.get(record.entityType.key);
    if (group === undefined) groups.set(record.entityType.key, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}

async function write(tx: TenantTransaction, group: readonly [Waiting, ...Waiting[]]): Promise<void> {
  const { entityType, reason } = group[0];
  const records = group.map(({ changes }) => lastOf(changes));
  const written = await writeRecords(tx, {
    entityType,
    records,
    earlier: new Map(group.map(({ changes }) => [lastOf(changes).id, changes.slice(0, -1)])),
    reason,
    reasons: new Map(group.map((waits) => [lastOf(waits.changes).id, waits.reason])),
    rollups: markersOf(group),
  });
  for (const [index, record] of records.entries())
    if (written[index]?.version !== (record.before?.version ?? 0) + 1)
      throw new Error("Assertion failed: a locked record has the version that was foretold");
}

/** Each record's roll-ups are marked for its own reason. */
function markersOf(group: readonly Waiting[]): WriteRequest["rollups"] {
  const each = async (
    mark: (marker: RollupMarker, changes: readonly MarkedChange[]) => Promise<void>,
    all: readonly MarkedChange[],
  ): Promise<void> => {
    for (const { rollups, changes } of group)
      await mark(
        rollups,
        all.filter(({ id }) => id === lastOf(changes).id),
      );
  };
  return {
    beforeLinks: (entityType, all) => each((marker, changes) => marker.beforeLinks(entityType, changes), all),
    afterWrite: (entityType, all) => each((marker, changes) => marker.afterWrite(entityType, changes), all),
  };
}

function lastOf(changes: readonly PlannedRecord[]): PlannedRecord {
  const last = changes.at(-1);
  if (last === undefined) throw new Error("Assertion failed: a change waits");
  return last;
}
