import { DomainError, type RunId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { statementName, visibleRun } from "./visible-run.ts";

/** Asks a run to end: at once when nothing holds it, else after the step that is under way. False: it has ended already. */
export async function cancelRun(tx: TenantTransaction, runId: RunId): Promise<{ requested: boolean }> {
  const found = await tx.query(
    statementName("find-run", tx),
    `select 1 from crm.workflow_runs r where r.tenant_id = $1 and r.run_id = $2 and ${visibleRun(tx)}`,
    [tx.principal.tenantId, runId],
  );
  if (found.rowCount === 0) throw new DomainError("not_found", "There is no such run.");
  const { rows } = await tx.query<{ requested: boolean }>(
    "cancel-run",
    "select engine.request_cancel($1) as requested",
    [runId],
  );
  return { requested: rows[0]?.requested ?? false };
}
