import type { ChangeReason, CrmRecord, EntityType } from "@catalyst/contracts";
import { isUnavailable, type TenantTransaction } from "@catalyst/db";
import { LateEffectError } from "@catalyst/workflow-engine";
import type { RollupMarker } from "../computed/rollup-marker.ts";
import type { PlannedRecord } from "./plan-record.ts";
import { linkChanges } from "./write-links.ts";
import { asWritten, writeRecords } from "./write-records.ts";

/** A change of one locked record that may be written together with the record's next one. */
export type LateUpdate = {
  readonly entityType: EntityType;
  readonly planned: PlannedRecord;
  readonly reason: ChangeReason;
  readonly rollups: RollupMarker;
};

/** Changes of one record that wait for the transaction's next statement. */
const waiting = new WeakMap<TenantTransaction, PlannedRecord[]>();

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
  const changes = waiting.get(tx);
  if (changes === undefined) begin(tx, update);
  else changes.push(planned);
  const row = { version: before.version + 1, created_at: before.createdAt, updated_at: tx.startedAt };
  return asWritten(tx, entityType, { record: planned, row });
}

function begin(tx: TenantTransaction, update: LateUpdate): void {
  const changes = [update.planned];
  waiting.set(tx, changes);
  tx.putOff(async () => {
    waiting.delete(tx);
    try {
      await write(tx, update, changes);
    } catch (error) {
      throw isUnavailable(error) ? error : new LateEffectError(error);
    }
  });
}

async function write(tx: TenantTransaction, update: LateUpdate, changes: readonly PlannedRecord[]): Promise<void> {
  const { entityType, reason, rollups } = update;
  const last = changes.at(-1);
  if (last === undefined) throw new Error("Assertion failed: a change waits");
  const [written] = await writeRecords(tx, {
    entityType,
    records: [last],
    earlier: changes.slice(0, -1),
    reason,
    rollups,
  });
  if (written?.version !== (last.before?.version ?? 0) + 1)
    throw new Error("Assertion failed: a locked record has the version that was foretold");
}
