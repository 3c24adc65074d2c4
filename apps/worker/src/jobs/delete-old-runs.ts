import { type BackgroundJob, type Database, upkeepPrincipal, withTenant } from "@catalyst/db";
import { deleteOldRuns, SWEEP_BEGINS } from "@catalyst/records";

type RetentionJob = Extract<BackgroundJob, { kind: "retention" }>;

/** Batch by batch, in nobody's name: it is the tenant that wants old runs gone, whoever is a member. */
export async function runRetention(
  database: Database,
  { tenantId }: RetentionJob,
  signal: AbortSignal,
): Promise<"done" | "stopped"> {
  let sweep = SWEEP_BEGINS;
  while (!signal.aborted) {
    const from = sweep;
    sweep = await withTenant(database, upkeepPrincipal(tenantId), (tx) => deleteOldRuns(tx, from));
    if (sweep.done) return "done";
  }
  return "stopped";
}
