import {
  DomainError,
  PrincipalId,
  VersionId,
  WorkflowId,
  type WorkflowDetail,
  type WorkflowGraph,
  type WorkflowProblem,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** A workflow with its draft and its live version, as one statement reads them. */
export type WorkflowRow = {
  readonly workflow_id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly paused: WorkflowDetail["paused"];
  readonly paused_reason: WorkflowDetail["pausedReason"];
  readonly alert_principal_id: string | null;
  readonly draft_version: number;
  readonly draft_graph: WorkflowGraph;
  readonly draft_updated_at: string;
  readonly live_version_id: string | null;
  readonly live_number: number | null;
  readonly live_graph: WorkflowGraph | null;
  readonly live_hash: string | null;
};

const LOAD = `
  select w.workflow_id, w.name, w.enabled, w.paused, w.paused_reason, w.alert_principal_id, d.version as draft_version, d.graph as draft_graph, d.updated_at as draft_updated_at,
    v.version_id as live_version_id, v.number as live_number, v.graph as live_graph,
    v.content_hash as live_hash
  from crm.workflows w
  join crm.workflow_drafts d on d.tenant_id = w.tenant_id and d.workflow_id = w.workflow_id
  left join crm.workflow_versions v on v.tenant_id = w.tenant_id and v.version_id = w.live_version_id
  where w.tenant_id = $1 and w.workflow_id = $2`;

// Draft, versions and trigger of one workflow change one after the other.
const LOCK = "select 1 from crm.workflows where tenant_id = $1 and workflow_id = $2 for update";

const AUDIT = `
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, before, after, reason_kind)
  values ($1, $2, $3, 'workflows', $4, $5::jsonb, $6::jsonb, 'screen')`;

/** Reads a workflow. @throws DomainError `not_found`. */
export async function loadWorkflow(tx: TenantTransaction, workflowId: WorkflowId): Promise<WorkflowRow> {
  const { rows } = await tx.query<WorkflowRow>("load-workflow", LOAD, [tx.principal.tenantId, workflowId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such workflow.");
  return row;
}

/** Reads a workflow that this transaction is going to change. */
export async function lockWorkflow(tx: TenantTransaction, workflowId: WorkflowId): Promise<WorkflowRow> {
  await tx.query("lock-workflow", LOCK, [tx.principal.tenantId, workflowId]);
  return loadWorkflow(tx, workflowId);
}

/** Refuses to go on from a draft that is not the stored one. */
export function assertDraftVersion(row: WorkflowRow, draftVersion: number): void {
  if (row.draft_version === draftVersion) return;
  throw new DomainError(
    "version_conflict",
    "Somebody else has changed this draft meanwhile. Reload to see their changes.",
    { currentVersion: row.draft_version },
  );
}

/** What the canvas works with. */
export function toDetail(row: WorkflowRow, problems: readonly WorkflowProblem[]): WorkflowDetail {
  const { live_version_id: versionId, live_number: number, live_graph: graph } = row;
  return {
    workflowId: WorkflowId.parse(row.workflow_id),
    name: row.name,
    enabled: row.enabled,
    paused: row.paused,
    pausedReason: row.paused_reason,
    alertPrincipalId: row.alert_principal_id === null ? null : PrincipalId.parse(row.alert_principal_id),
    draft: { version: row.draft_version, graph: row.draft_graph, updatedAt: row.draft_updated_at },
    live:
      versionId === null || number === null || graph === null
        ? null
        : { versionId: VersionId.parse(versionId), number, graph },
    problems,
  };
}

/** An audit row of a workflow's change. */
export type WorkflowChange = {
  readonly action: "configured" | "published";
  readonly workflowId: WorkflowId;
  readonly before: object;
  readonly after: object;
};

/** Audits a change of a workflow, in its transaction. */
export async function auditWorkflow(tx: TenantTransaction, change: WorkflowChange): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  await tx.query("audit-workflow", AUDIT, [
    tenantId,
    principalId,
    change.action,
    change.workflowId,
    JSON.stringify(change.before),
    JSON.stringify(change.after),
  ]);
}
