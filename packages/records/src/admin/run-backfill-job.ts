import type { Database } from "@catalyst/db";
import type { BackfillTarget } from "../ports.ts";
import { runBatches, type FieldJobRun } from "./run-batches.ts";
import { runBackfillBatch } from "./run-backfill.ts";

/** A backfill job as the queue delivers it. */
export type BackfillJob = BackfillTarget & FieldJobRun;

/** Runs a slot's backfill batch by batch; one that was stopped goes on where it was. */
export function runBackfill(database: Database, job: BackfillJob): Promise<"done" | "stopped"> {
  const target = { entityType: job.entityType, slot: job.slot };
  return runBatches(database, job, (tx) => runBackfillBatch(tx, target));
}
