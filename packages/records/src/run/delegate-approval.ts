import { type ApprovalDetails, type DelegationOutcome, DomainError, type PrincipalId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { getApproval } from "./approvals.ts";
import type { NoticeSender } from "./notify.ts";
import { type StoredDelegation, toDelegations } from "./who-is-asked.ts";

/** To whom the caller hands an approval, and why. */
export type Delegation = { readonly waitId: string; readonly toPrincipalId: PrincipalId; readonly note: string };

/** An approval that went through so many hands is nobody's. */
const DELEGATION_LIMIT = 20;

const MEMBER = "select name from crm.principals where tenant_id = $1 and principal_id = $2 and active";
const DELEGATE = `
  update crm.workflow_waits
  set delegations = delegations || jsonb_build_array(jsonb_build_object('from', $3::text, 'to', $4::text, 'note', $5::text, 'at', now()))
  where tenant_id = $1 and wait_id = $2 and resolved_at is null
  returning delegations, (details ->> 'mail') = 'true' as by_mail`;

type DelegatedRow = { readonly delegations: readonly StoredDelegation[]; readonly by_mail: boolean | null };

/**
 * Hands an approval that the caller is asked for to another member, and tells them, by mail too if the approval asks by
 * mail. The caller's link is worth nothing from then on.
 * @throws DomainError `not_found` for who is not asked, `bad_request` for somebody who can't be asked
 */
export async function delegateApproval(
  tx: TenantTransaction,
  notices: NoticeSender,
  { waitId, toPrincipalId, note }: Delegation,
): Promise<DelegationOutcome> {
  const { tenantId, principalId } = tx.principal;
  const approval = await getApproval(tx, waitId, "lock");
  if (approval.decision !== null) return { delegated: false, delegations: approval.delegations };
  await refuseDelegate(tx, approval, toPrincipalId);
  const values = [tenantId, waitId, principalId, toPrincipalId, note];
  const [row] = (await tx.query<DelegatedRow>("delegate-approval", DELEGATE, values)).rows;
  if (row === undefined) return { delegated: false, delegations: approval.delegations };
  await notices.send(tx, approval.runId, {
    key: `delegated:${waitId}:${row.delegations.length}`,
    principalIds: [toPrincipalId],
    title: approval.title,
    body: [note, approval.body].filter((text) => text !== "").join("\n\n"),
    mail: row.by_mail === true,
    approvalWaitId: waitId,
  });
  return { delegated: true, delegations: toDelegations(row.delegations) };
}

async function refuseDelegate(tx: TenantTransaction, approval: ApprovalDetails, to: PrincipalId): Promise<void> {
  const refuse = (message: string): DomainError =>
    new DomainError("bad_request", message, { problems: [{ field: "toPrincipalId", code: "bad_delegate", message }] });
  if (approval.people.includes(to)) throw refuse("They are asked already. Choose somebody else.");
  if (approval.delegations.length >= DELEGATION_LIMIT)
    throw refuse("This approval went through too many hands. Decide it, or ask an admin to cancel the run.");
  const member = await tx.query("active-member", MEMBER, [tx.principal.tenantId, to]);
  if (member.rowCount === 0) throw refuse("They are no active member of this organisation.");
}
