import type { TriggerSnapshot } from "@catalyst/contracts";
import { eventsOf } from "@catalyst/workflow-engine";
import { findRecords } from "../read/get-record.ts";
import { toSnapshot } from "../read/record-row.ts";
import type { WriteContext } from "../write/create-record.ts";
import type { DeletionPlan } from "./plan-deletion.ts";

/** The records of a plan whose deletion a live trigger waits for, as they are before it; nothing is read without one. */
export async function watchedDeletions(context: WriteContext, plan: DeletionPlan): Promise<readonly TriggerSnapshot[]> {
  const { tx, metadata } = context;
  const waiting = metadata.triggers.filter(({ trigger }) => eventsOf(trigger.type).includes("deleted"));
  const watched = new Set<string>(waiting.map(({ trigger }) => trigger.config.entityType));
  const snapshots: TriggerSnapshot[] = [];
  for (const [key, records] of Map.groupBy(plan.records, (record) => record.entityType)) {
    const entityType = metadata.entityTypes.get(key);
    if (entityType === undefined || !watched.has(key)) continue;
    const found = await findRecords(tx, entityType, {
      ids: records.map((record) => record.id),
      bin: "leave out",
      lock: "none",
    });
    snapshots.push(
      ...found.records.map((record): TriggerSnapshot => ({
        event: "deleted",
        entityType: key,
        recordId: record.id,
        recordVersion: record.version + 1,
        record: toSnapshot(record),
        previous: toSnapshot(record),
        changedFields: [],
      })),
    );
  }
  return snapshots;
}

/** Starts what waits for the deletions, in their transaction. */
export async function startDeletionRuns(context: WriteContext, changes: readonly TriggerSnapshot[]): Promise<void> {
  const { tx, ports, reason, metadata } = context;
  if (changes.length > 0) await ports.startRuns(tx, { changes, reason, triggers: metadata.triggers });
}

/** Starts what waits for records to enter a filter, for those that came back from the bin. */
export async function startRestoreRuns(context: WriteContext, key: string, ids: readonly string[]): Promise<void> {
  const { tx, ports, reason, metadata } = context;
  const entityType = metadata.entityTypes.get(key);
  const triggers = metadata.triggers.filter(
    ({ trigger }) => trigger.config.entityType === key && eventsOf(trigger.type).includes("restored"),
  );
  if (entityType === undefined || triggers.length === 0) return;
  const { records } = await findRecords(tx, entityType, { ids, bin: "leave out", lock: "none" });
  const changes = records.map((record): TriggerSnapshot => ({
    event: "restored",
    entityType: key,
    recordId: record.id,
    recordVersion: record.version,
    record: toSnapshot(record),
    previous: null,
    changedFields: [],
  }));
  await ports.startRuns(tx, { changes, reason, triggers });
}
