import type { ChangeReason, TriggerSnapshot } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** A change that a trigger may wait for, with why it happened. */
export type RecordChanges = { readonly changes: readonly TriggerSnapshot[]; readonly reason: ChangeReason };

/** A slot whose backfill is to run, or to run on. Ids only: it travels through the queue. */
export type BackfillTarget = { readonly entityType: string; readonly slot: string };

/** What the record service asks of others, inside the same transaction. */
export type RecordPorts = {
  /** Starts the runs that the changes trigger: run, queue row and wake-up commit with the change. */
  startRuns(tx: TenantTransaction, changes: RecordChanges): Promise<void>;
  /** Enqueues the background job that calls `runBackfillBatch` until it says done. */
  enqueueBackfill(tx: TenantTransaction, target: BackfillTarget): Promise<void>;
  /** A new id; time-ordered ones keep the indexes dense. */
  newId(): string;
};
