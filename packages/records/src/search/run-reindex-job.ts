import type { Principal, PrincipalId, TenantId } from "@catalyst/contracts";
import { withTenant, type Database } from "@catalyst/db";
import { runReindexBatch } from "./reindex.ts";

/** A reindex job as the queue delivers it; `signal` ends it between two batches. */
export type ReindexJob = {
  readonly tenantId: TenantId;
  readonly principalId: PrincipalId;
  readonly entityType: string;
  readonly signal: AbortSignal;
};

/** Reads an entity type's words again, batch by batch; one that was stopped goes on where it was. */
export async function runReindex(database: Database, job: ReindexJob): Promise<"done" | "stopped"> {
  const principal = maintenancePrincipal(job);
  while (!job.signal.aborted) {
    const { done } = await withTenant(database, principal, (tx) => runReindexBatch(tx, job.entityType));
    if (done) return "done";
  }
  return "stopped";
}

/** Sees all records of the tenant, whoever asked: search keeps words of all, and shows each principal its own. */
function maintenancePrincipal({ tenantId, principalId }: ReindexJob): Principal {
  return { tenantId, principalId, role: "admin", scope: "all", scopeByEntityType: {}, teamIds: [] };
}
