import type { MemberSummary } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

const AUDIT = `
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, before, after, reason_kind)
  values ($1, $2, 'configured', 'members', $3, $4::jsonb, $5::jsonb, 'screen')`;

/** What a member was and is; `after` null: removed. */
export type MemberChange = { readonly before: MemberSummary; readonly after: MemberSummary | null };

/** Writes who changed whose membership. Identity has a role and a connection of its own, so this commits right after it. */
export async function auditMember(tx: TenantTransaction, { before, after }: MemberChange): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  const values = [{ role: before.role }, after === null ? { removed: true } : { role: after.role }];
  await tx.query("audit-member", AUDIT, [
    tenantId,
    principalId,
    before.principalId,
    ...values.map((value) => JSON.stringify(value)),
  ]);
}
