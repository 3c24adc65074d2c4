import { PrincipalId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** A message that is to go out by mail. */
export type NoticeMail = {
  readonly notificationId: string;
  readonly principalId: PrincipalId;
  readonly email: string;
  readonly title: string;
  readonly body: string;
  readonly runId: string | null;
  /** The approval that it asks for, while nobody has decided it. */
  readonly waitId: string | null;
};

type MailRow = {
  readonly notification_id: string;
  readonly principal_id: string;
  readonly email: string;
  readonly title: string;
  readonly body: string;
  readonly run_id: string | null;
  readonly wait_id: string | null;
};

const LOAD = `
  select n.notification_id, n.principal_id, p.email, n.title, n.body, n.run_id, w.wait_id
  from crm.notifications n
  join crm.principals p on p.tenant_id = n.tenant_id and p.principal_id = n.principal_id and p.active
  left join crm.workflow_waits w on w.tenant_id = n.tenant_id and w.wait_id = n.wait_id and w.resolved_at is null
  where n.tenant_id = $1 and n.notification_id = any($2::uuid[]) and n.mailed_at is null order by n.notification_id`;
const SENT = "update crm.notifications set mailed_at = now() where tenant_id = $1 and notification_id = $2";

/** Which of some messages still have to go out. */
export async function loadNoticeMails(
  tx: TenantTransaction,
  notificationIds: readonly string[],
): Promise<readonly NoticeMail[]> {
  const { rows } = await tx.query<MailRow>("load-notice-mails", LOAD, [tx.principal.tenantId, notificationIds]);
  return rows.map((row) => ({
    notificationId: row.notification_id,
    principalId: PrincipalId.parse(row.principal_id),
    email: row.email,
    title: row.title,
    body: row.body,
    runId: row.run_id,
    waitId: row.wait_id,
  }));
}

/** Notes that a message's mail has gone out. */
export async function markMailed(tx: TenantTransaction, notificationId: string): Promise<void> {
  await tx.query("mark-mailed", SENT, [tx.principal.tenantId, notificationId]);
}
