import { DomainError, type PrincipalId, type WorkflowId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { setSchedule } from "../trigger/schedules.ts";
import { auditWorkflow, lockWorkflow } from "./workflow-row.ts";

/** What becomes of new runs while a workflow is paused; null: it is not. Runs in progress go on. */
export type PauseMode = "queue" | "drop" | null;

const SET_PAUSED = `
  update crm.workflows w set paused = $3::text, updated_at = now(),
    paused_reason = case when $3::text is not null then w.paused_reason end,
    acts_for = case when $3::text is null and w.paused_reason is not null then $4::uuid else w.acts_for end
  from (select paused from crm.workflows where tenant_id = $1 and workflow_id = $2) before
  where w.tenant_id = $1 and w.workflow_id = $2 returning before.paused`;
const RELEASE = "select engine.release_held($1) as released";
const SET_ALERT =
  "update crm.workflows set alert_principal_id = $3, updated_at = now() where tenant_id = $1 and workflow_id = $2";
const MEMBER = "select from crm.principals where tenant_id = $1 and principal_id = $2 and active";

/** Pauses a workflow, or lets it go on with what has queued meanwhile; gives how many runs that are. */
export async function pauseWorkflow(
  tx: TenantTransaction,
  workflowId: WorkflowId,
  paused: PauseMode,
): Promise<{ readonly released: number }> {
  const workflow = await lockWorkflow(tx, workflowId);
  const values = [tx.principal.tenantId, workflowId, paused, tx.principal.principalId];
  const { rows } = await tx.query<{ paused: PauseMode }>("set-paused", SET_PAUSED, values);
  const before = rows[0]?.paused ?? null;
  await auditWorkflow(tx, { action: "configured", workflowId, before: { paused: before }, after: { paused } });
  if (paused === "queue") return { released: 0 };
  // Its schedule ended when its publisher left, and begins again in the name of who lets it go on.
  if (paused === null && workflow.paused_reason !== null && workflow.enabled)
    await setSchedule(tx, workflowId, workflow.live_graph?.trigger ?? null);
  const released = await tx.query<{ released: number }>("release-held", RELEASE, [workflowId]);
  return { released: released.rows[0]?.released ?? 0 };
}

/** Chooses who hears of a workflow's failed runs; null: nobody. */
export async function setFailureAlert(
  tx: TenantTransaction,
  workflowId: WorkflowId,
  principalId: PrincipalId | null,
): Promise<void> {
  await lockWorkflow(tx, workflowId);
  const { tenantId } = tx.principal;
  if (principalId !== null && (await tx.query("active-member", MEMBER, [tenantId, principalId])).rowCount === 0)
    throw new DomainError("not_found", "There is no such member.");
  await tx.query("set-alert", SET_ALERT, [tenantId, workflowId, principalId]);
  await auditWorkflow(tx, { action: "configured", workflowId, before: {}, after: { alertPrincipalId: principalId } });
}
