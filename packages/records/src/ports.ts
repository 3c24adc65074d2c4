import type { ChangeReason, ConversionId, FieldId, TriggerSnapshot } from "@catalyst/contracts";
import type { FilterScope } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { PublishedTrigger } from "@catalyst/workflow-engine";

/** Changes that triggers may wait for, why they happened, and the tenant's live triggers. */
export type RecordChanges = {
  readonly changes: readonly TriggerSnapshot[];
  readonly reason: ChangeReason;
  readonly triggers: readonly PublishedTrigger[];
  /** Where filters of triggers are evaluated, by entity type. */
  readonly filterScope?: (entityType: string) => FilterScope | null;
};

/** A slot whose backfill is to run, or to run on. Ids only: it travels through the queue. */
export type BackfillTarget = { readonly entityType: string; readonly slot: string };

/** Work on a field that goes on as a job: a change of type from where it stands, values that are to go, or records to number. */
export type FieldJob =
  | { readonly kind: "typeChange"; readonly conversionId: ConversionId }
  | { readonly kind: "purge"; readonly purgeId: string }
  | { readonly kind: "autoNumber"; readonly fieldId: FieldId };

/** Work on records that goes on as a job: the words of an entity type for search, its computed fields, roll-ups that are out of date, a large deletion. */
export type RecordJob =
  | { readonly kind: "reindex"; readonly entityType: string }
  | { readonly kind: "recompute"; readonly entityType: string }
  | { readonly kind: "rollup" }
  | { readonly kind: "deletion"; readonly deletionId: string };

/** What the record service asks of others, inside the same transaction. */
export type RecordPorts = {
  /** Starts the runs that the changes trigger: run, queue row and wake-up commit with the change. `createRunStarter` makes it. */
  readonly startRuns: (tx: TenantTransaction, changes: RecordChanges) => Promise<void>;
  /** Enqueues the background job that calls `runBackfillBatch` until it says done. */
  readonly enqueueBackfill: (tx: TenantTransaction, target: BackfillTarget) => Promise<void>;
  /** Enqueues a job of a field, which rests for `delaySeconds` first. */
  readonly enqueueFieldJob: (tx: TenantTransaction, job: FieldJob, delaySeconds: number) => Promise<void>;
  /** Enqueues a job that calls `runReindexBatch`, `runRecomputationBatch`, `runRollupBatch` or `runDeletionBatch` until it says done. */
  readonly enqueueRecordJob: (tx: TenantTransaction, job: RecordJob) => Promise<void>;
  /** A new id; time-ordered ones keep the indexes dense. */
  readonly newId: () => string;
};
