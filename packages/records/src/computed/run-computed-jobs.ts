import type { Database } from "@catalyst/db";
import { runBatches, type FieldJobRun } from "../admin/run-batches.ts";
import type { RecordService } from "../record-service.ts";

/** What jobs of computed fields are run with. */
export type ComputedJobParts = {
  readonly database: Database;
  readonly records: Pick<RecordService, "runRecomputationBatch" | "runRollupBatch">;
};

/** Computes an entity type's formulas and roll-ups anew, batch by batch; one that was stopped goes on where it was. */
export function runRecomputation(
  { database, records }: ComputedJobParts,
  job: FieldJobRun & { readonly entityType: string },
): Promise<"done" | "stopped"> {
  return runBatches(database, job, (tx) => records.runRecomputationBatch(tx, job.entityType));
}

/** Brings all roll-ups of a tenant up to date that are out of date by now; a job that comes late finds nothing to do. */
export function runRollups({ database, records }: ComputedJobParts, job: FieldJobRun): Promise<"done" | "stopped"> {
  return runBatches(database, job, (tx) => records.runRollupBatch(tx));
}
