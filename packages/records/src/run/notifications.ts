import { type NotificationItem, RunId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

type NotificationRow = {
  readonly notification_id: string;
  readonly title: string;
  readonly body: string;
  readonly run_id: string | null;
  readonly wait_id: string | null;
  readonly created_at: string;
  readonly read_at: string | null;
};

// Indexes notifications_recent and notifications_unread.
const LIST = (unread: boolean): string => `
  select notification_id, title, body, run_id, wait_id, created_at, read_at from crm.notifications
  where tenant_id = $1 and principal_id = $2 ${unread ? "and read_at is null" : ""}
  order by created_at desc, notification_id limit $3`;
const COUNT = `
  select count(*)::int as count from (
    select 1 from crm.notifications where tenant_id = $1 and principal_id = $2 and read_at is null limit 100) counted`;
const MARK = `
  update crm.notifications set read_at = now()
  where tenant_id = $1 and principal_id = $2 and read_at is null and ($3::uuid[] is null or notification_id = any($3::uuid[]))`;

/** The caller's own messages, the newest first, and how many are unread: counted to 100. */
export async function listNotifications(
  tx: TenantTransaction,
  { unread, limit }: { readonly unread: boolean; readonly limit: number },
): Promise<{ readonly notifications: readonly NotificationItem[]; readonly unread: number }> {
  const { tenantId, principalId } = tx.principal;
  const name = unread ? "list-unread-notifications" : "list-notifications";
  const { rows } = await tx.query<NotificationRow>(name, LIST(unread), [tenantId, principalId, limit]);
  return { notifications: rows.map(toItem), unread: await countUnread(tx) };
}

/** Marks the caller's own messages as read, all of them for null; gives how many are left. */
export async function markRead(
  tx: TenantTransaction,
  notificationIds: readonly string[] | null,
): Promise<{ readonly unread: number }> {
  const { tenantId, principalId } = tx.principal;
  await tx.query("mark-notifications-read", MARK, [tenantId, principalId, notificationIds]);
  return { unread: await countUnread(tx) };
}

async function countUnread(tx: TenantTransaction): Promise<number> {
  const { tenantId, principalId } = tx.principal;
  const { rows } = await tx.query<{ count: number }>("count-unread", COUNT, [tenantId, principalId]);
  return rows[0]?.count ?? 0;
}

function toItem(row: NotificationRow): NotificationItem {
  return {
    notificationId: row.notification_id,
    title: row.title,
    body: row.body,
    runId: row.run_id === null ? null : RunId.parse(row.run_id),
    waitId: row.wait_id,
    createdAt: row.created_at,
    readAt: row.read_at,
  };
}
