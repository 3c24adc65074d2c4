import type { ChangeReason, TriggerSnapshot } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { PublishedTrigger } from "@catalyst/workflow-engine";

/** Changes that triggers may wait for, why they happened, and the tenant's live triggers. */
export type RecordChanges = {
  readonly changes: readonly TriggerSnapshot[];
  readonly reason: ChangeReason;
  readonly triggers: readonly PublishedTrigger[];
};

/** A slot whose backfill is to run, or to run on. Ids only: it travels through the queue. */
export type BackfillTarget = { readonly entityType: string; readonly slot: string };

/** What the record service asks of others, inside the same transaction. */
export type RecordPorts = {
  /** Starts the runs that the changes trigger: run, queue row and wake-up commit with the change. `createRunStarter` makes it. */
  readonly startRuns: (tx: TenantTransaction, changes: RecordChanges) => Promise<void>;
  /** Enqueues the background job that calls `runBackfillBatch` until it says done. */
  readonly enqueueBackfill: (tx: TenantTransaction, target: BackfillTarget) => Promise<void>;
  /** A new id; time-ordered ones keep the indexes dense. */
  readonly newId: () => string;
};
