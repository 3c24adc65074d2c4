import type { Principal, PrincipalId, TenantId } from "@catalyst/contracts";
import { withTenant, type Database } from "@catalyst/db";
import type { BackfillTarget } from "../ports.ts";
import { runBackfillBatch } from "./run-backfill.ts";

/** A backfill job as the queue delivers it; `signal` ends it between two batches. */
export type BackfillJob = BackfillTarget & {
  readonly tenantId: TenantId;
  readonly principalId: PrincipalId;
  readonly signal: AbortSignal;
};

/** Runs a slot's backfill batch by batch, each in its own transaction; one that was stopped goes on where it was. */
export async function runBackfill(database: Database, job: BackfillJob): Promise<"done" | "stopped"> {
  const principal = maintenancePrincipal(job);
  while (!job.signal.aborted) {
    const { done } = await withTenant(database, principal, (tx) =>
      runBackfillBatch(tx, { entityType: job.entityType, slot: job.slot }),
    );
    if (done) return "done";
  }
  return "stopped";
}

/** Sees all records of the tenant, whoever asked: an index that leaves out what they can't see would be wrong for others. */
function maintenancePrincipal({ tenantId, principalId }: BackfillJob): Principal {
  return { tenantId, principalId, role: "admin", scope: "all", scopeByEntityType: {}, teamIds: [] };
}
