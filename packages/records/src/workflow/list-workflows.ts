import { WorkflowId, type WorkflowGraph, type WorkflowSummary } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { contentHash } from "./content-hash.ts";

type SummaryRow = {
  readonly workflow_id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly live_number: number | null;
  readonly live_hash: string | null;
  /** The draft, when its document is not the live one. */
  readonly other_graph: WorkflowGraph | null;
  readonly entity_type: string;
  readonly trigger_type: string;
  readonly step_count: number;
  readonly updated_at: string;
  readonly last_run_at: string | null;
  readonly paused_reason: WorkflowSummary["pausedReason"];
  readonly open_runs: number;
  readonly failed_runs: number;
};

// Counts look at 1,000 rows at most: the newest by workflow_runs_workflow, the open ones by workflow_runs_open.
const LIST = `
  select w.workflow_id, w.name, w.enabled, w.paused_reason, v.number as live_number, v.content_hash as live_hash,
    case when d.graph is distinct from v.graph then d.graph end as other_graph,
    d.graph #>> '{trigger,config,entityType}' as entity_type, d.graph #>> '{trigger,type}' as trigger_type,
    jsonb_array_length(d.graph -> 'steps') as step_count, greatest(w.updated_at, d.updated_at) as updated_at,
    recent.last_run_at, recent.failed_runs,
    (select count(*)::int from (select 1 from crm.workflow_runs r
      where r.tenant_id = $1 and r.workflow_id = w.workflow_id and r.ended_at is null limit 1000) open) as open_runs
  from crm.workflows w
  join crm.workflow_drafts d on d.tenant_id = w.tenant_id and d.workflow_id = w.workflow_id
  left join crm.workflow_versions v on v.tenant_id = w.tenant_id and v.version_id = w.live_version_id
  cross join lateral (select max(r.started_at) as last_run_at,
      count(*) filter (where r.status in ('failed', 'quarantined'))::int as failed_runs
    from (select started_at, status from crm.workflow_runs
      where tenant_id = $1 and workflow_id = w.workflow_id order by started_at desc, run_id desc limit 1000) r) recent
  where w.tenant_id = $1
  order by w.name, w.workflow_id`;

/** All workflows of the tenant by name; `failedRuns` counts among each one's last 1,000. */
export async function listWorkflows(tx: TenantTransaction): Promise<WorkflowSummary[]> {
  const { rows } = await tx.query<SummaryRow>("list-workflows", LIST, [tx.principal.tenantId]);
  return rows.map((row) => ({
    workflowId: WorkflowId.parse(row.workflow_id),
    name: row.name,
    enabled: row.enabled,
    liveVersion: row.live_number,
    hasDraftChanges: row.other_graph !== null && contentHash(row.other_graph) !== row.live_hash,
    entityType: row.entity_type,
    triggerType: row.trigger_type,
    stepCount: row.step_count,
    updatedAt: row.updated_at,
    lastRunAt: row.last_run_at,
    pausedReason: row.paused_reason,
    openRuns: row.open_runs,
    failedRuns: row.failed_runs,
  }));
}
