import { RunId, type WorkflowId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { statementName, visibleRun } from "./visible-run.ts";

/** Runs that failed for one reason, and that nobody has tried again. */
export type FailureCause = {
  readonly cause: string;
  readonly runs: number;
  readonly lastAt: string;
  /** The newest of them, as many as one repair takes. */
  readonly runIds: readonly RunId[];
};

type CauseRow = {
  readonly cause: string;
  readonly runs: number;
  readonly last_at: string;
  readonly run_ids: readonly string[];
};

/** Among a workflow's last 5,000 runs: index workflow_runs_workflow carries them. */
const CAUSES = (visible: string): string => `
  select recent.detail as cause, count(*)::int as runs, max(recent.ended_at) as last_at,
    (array_agg(recent.run_id::text order by recent.started_at desc))[1:200] as run_ids
  from (
    select r.run_id, r.detail, r.status, r.started_at, r.ended_at from crm.workflow_runs r
    where r.tenant_id = $1 and r.workflow_id = $2 and r.parent_run_id is null and ${visible}
    order by r.started_at desc, r.run_id desc limit 5000) recent
  where recent.status in ('failed', 'quarantined') and not exists (
    select from crm.workflow_runs again where again.tenant_id = $1 and again.retry_of = recent.run_id)
  group by recent.detail order by runs desc, last_at desc limit 100`;

/** Why a workflow's runs failed, the most frequent reason first. */
export async function failureCauses(tx: TenantTransaction, workflowId: WorkflowId): Promise<readonly FailureCause[]> {
  const name = statementName("failure-causes", tx);
  const { rows } = await tx.query<CauseRow>(name, CAUSES(visibleRun(tx)), [tx.principal.tenantId, workflowId]);
  return rows.map((row) => ({
    cause: row.cause ?? "",
    runs: row.runs,
    lastAt: row.last_at,
    runIds: row.run_ids.map((id) => RunId.parse(id)),
  }));
}
