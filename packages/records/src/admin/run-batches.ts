import type { Principal, PrincipalId, TenantId } from "@catalyst/contracts";
import { isLockConflict, withTenant, type Database, type TenantTransaction } from "@catalyst/db";

/** For whom a job runs; `signal` ends it between two batches. `onBatch` is told after each one, for crash tests. */
export type FieldJobRun = {
  readonly tenantId: TenantId;
  readonly principalId: PrincipalId;
  readonly signal: AbortSignal;
  readonly onBatch?: (() => void) | undefined;
};

/** Share of a batch's own time that a job rests after it, so that others' queries find the disk and a core free. */
const REST_SHARE = 0.1;
/** First and longest pause after a batch that gave way to a writer. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * Runs batches until one says done, each in its own transaction. A batch that somebody's lock was in the way of is tried
 * again after a pause that grows: writers never wait for a job.
 */
export async function runBatches(
  database: Database,
  job: FieldJobRun,
  batch: (tx: TenantTransaction) => Promise<{ done: boolean }>,
): Promise<"done" | "stopped"> {
  const principal = maintenancePrincipal(job);
  let pauseMs = FIRST_PAUSE_MS;
  while (!job.signal.aborted) {
    const startedAt = performance.now();
    const outcome = await tryBatch(() => withTenant(database, principal, batch));
    if (outcome === "done") return "done";
    if (outcome === "more") {
      job.onBatch?.();
      pauseMs = FIRST_PAUSE_MS;
      await pause((performance.now() - startedAt) * REST_SHARE);
    } else {
      await pause(pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }
  return "stopped";
}

async function tryBatch(run: () => Promise<{ done: boolean }>): Promise<"done" | "more" | "gave way"> {
  try {
    return (await run()).done ? "done" : "more";
  } catch (error) {
    if (isLockConflict(error)) return "gave way";
    throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Sees all records of the tenant, whoever asked: an index that leaves out what they can't see would be wrong for others. */
export function maintenancePrincipal({ tenantId, principalId }: FieldJobRun): Principal {
  return { tenantId, principalId, role: "admin", scope: "all", scopeByEntityType: {}, teamIds: [] };
}
