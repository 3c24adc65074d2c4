import type { ConversionId } from "@catalyst/contracts";
import { isUnavailable, withTenant, type Database } from "@catalyst/db";
import type { FieldService } from "../admin/field-service.ts";
import { maintenancePrincipal, runBatches, type FieldJobRun } from "../admin/run-batches.ts";

/** What the jobs of fields work with. */
export type FieldJobParts = { readonly database: Database; readonly fields: FieldService };

/** A change of type as the queue delivers it. */
export type TypeChangeJob = FieldJobRun & { readonly conversionId: ConversionId };
/** Values that are to go, as the queue delivers it. */
export type PurgeJob = FieldJobRun & { readonly purgeId: string };

const FAULT = "The change met a fault of ours and was stopped. Nothing was lost; try again, or tell us.";

/** Runs a change of type from where it stands. One that meets a fault of ours is given up, with its way back kept. */
export async function runTypeChange(parts: FieldJobParts, job: TypeChangeJob): Promise<"done" | "stopped"> {
  const { database, fields } = parts;
  try {
    return await runBatches(database, job, (tx) => fields.runTypeChangeBatch(tx, job.conversionId));
  } catch (error) {
    if (isUnavailable(error)) throw error;
    const failure = { conversionId: job.conversionId, error: FAULT };
    await withTenant(database, maintenancePrincipal(job), (tx) => fields.failTypeChange(tx, failure));
    throw error;
  }
}

/** Takes values away whose time has come. */
export function runPurge({ database, fields }: FieldJobParts, job: PurgeJob): Promise<"done" | "stopped"> {
  return runBatches(database, job, (tx) => fields.runPurgeBatch(tx, job.purgeId));
}
