import { type ApprovalDetails, DomainError, PrincipalId, RunId } from "@catalyst/contracts";
import type { TenantTransaction, WorkQueue } from "@catalyst/db";
import { type StoredDelegation, toDelegations, whoIsAsked } from "./who-is-asked.ts";

/** What somebody decides. */
export type ApprovalDecision = {
  readonly waitId: string;
  readonly decision: "approved" | "rejected";
  readonly reason: string;
};

/** What came of a decision. `decided` false: somebody was faster, or the run has gone on. */
export type ApprovalOutcome = {
  readonly decided: boolean;
  readonly decision: string | null;
  readonly decidedBy: PrincipalId | null;
};

type ApprovalRow = {
  readonly wait_id: string;
  readonly run_id: string;
  readonly details: { readonly title: string; readonly body: string; readonly people: readonly string[] };
  readonly delegations: readonly StoredDelegation[];
  readonly since: string;
  readonly resolution: { readonly decision?: string; readonly decidedBy?: string; readonly reason?: string } | null;
};

const COLUMNS = "wait_id, run_id, details, delegations, since, resolution";
const LOAD = `select ${COLUMNS} from crm.workflow_waits where tenant_id = $1 and wait_id = $2 and kind = 'approval'`;
// Whoever decides or delegates meanwhile waits, and then finds what the other has done.
const LOCK = `${LOAD} for update`;
// Index workflow_waits_open; a tenant has few approvals open at a time.
const LIST = `
  select ${COLUMNS} from crm.workflow_waits
  where tenant_id = $1 and kind = 'approval' and resolved_at is null
    and (details -> 'people' ? $2::text or delegations @> jsonb_build_array(jsonb_build_object('to', $2::text)))
  order by since, wait_id limit 200`;
const DECIDE = `
  update crm.workflow_waits set resolved_at = now(), resolution = $3::jsonb
  where tenant_id = $1 and wait_id = $2 and kind = 'approval' and resolved_at is null returning run_id`;

/** An approval, decided or not. @throws DomainError `not_found`, also for who is not asked, or not any more */
export async function getApproval(
  tx: TenantTransaction,
  waitId: string,
  mode: "read" | "lock" = "read",
): Promise<ApprovalDetails> {
  const [name, text] = mode === "lock" ? ["lock-approval", LOCK] : ["load-approval", LOAD];
  const { rows } = await tx.query<ApprovalRow>(name, text, [tx.principal.tenantId, waitId]);
  const approval = rows[0] === undefined ? null : toApproval(rows[0]);
  if (approval === null || !approval.people.includes(tx.principal.principalId))
    throw new DomainError("not_found", "There is no such approval, or others are asked.");
  return approval;
}

/** Approvals that wait for the caller. */
export async function listApprovals(tx: TenantTransaction): Promise<readonly ApprovalDetails[]> {
  const { tenantId, principalId } = tx.principal;
  const { rows } = await tx.query<ApprovalRow>("list-approvals", LIST, [tenantId, principalId]);
  return rows.map(toApproval).filter((approval) => approval.people.includes(principalId));
}

/** Decides in one statement, which only the first one does; the run goes on with its next wake-up, in the same commit. */
export async function decideApproval(
  tx: TenantTransaction,
  queue: Pick<WorkQueue, "nudgeRuns">,
  asked: ApprovalDecision,
): Promise<ApprovalOutcome> {
  const { tenantId, principalId } = tx.principal;
  await getApproval(tx, asked.waitId, "lock");
  const { decision, reason } = asked;
  const resolution = JSON.stringify({ decision, decidedBy: principalId, reason });
  const { rows } = await tx.query<{ run_id: string }>("decide-approval", DECIDE, [tenantId, asked.waitId, resolution]);
  const [decided] = rows;
  if (decided !== undefined) await queue.nudgeRuns(tx, [RunId.parse(decided.run_id)]);
  const known = await getApproval(tx, asked.waitId);
  return { decided: decided !== undefined, decision: known.decision, decidedBy: known.decidedBy };
}

function toApproval(row: ApprovalRow): ApprovalDetails {
  const { details, resolution } = row;
  const delegations = toDelegations(row.delegations);
  const decidedBy = resolution?.decidedBy;
  return {
    waitId: row.wait_id,
    runId: RunId.parse(row.run_id),
    title: details.title,
    body: details.body,
    people: whoIsAsked(details.people, delegations),
    delegations,
    since: row.since,
    decision: resolution === null ? null : (resolution.decision ?? "expired"),
    decidedBy: decidedBy === undefined ? null : PrincipalId.parse(decidedBy),
    reason: resolution?.reason ?? "",
  };
}
