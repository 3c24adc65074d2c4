import { DomainError, type RunId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { readableValue } from "./readable-run.ts";
import { statementName, visibleRun } from "./visible-run.ts";

/** The whole of an output that the run's page shows shortened. @throws DomainError `not_found`, as `getRun` does */
export async function getStepOutput(
  tx: TenantTransaction,
  { runId, seq }: { readonly runId: RunId; readonly seq: number },
): Promise<{ readonly output: unknown }> {
  const text = `
    select p.value from crm.workflow_payloads p
    join crm.workflow_runs r on r.tenant_id = $1 and r.run_id = p.run_id
    where p.tenant_id = $1 and p.run_id = $2 and p.seq = $3 and ${visibleRun(tx)}`;
  const values = [tx.principal.tenantId, runId, seq];
  const [row] = (await tx.query<{ value: unknown }>(statementName("step-output", tx), text, values)).rows;
  if (row === undefined) throw new DomainError("not_found", "There is no such output, or it was deleted with its run.");
  return { output: await readableValue(tx, row.value) };
}
