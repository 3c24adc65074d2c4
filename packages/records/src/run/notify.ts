import type { PrincipalId, RunId } from "@catalyst/contracts";
import type { TenantTransaction, WorkQueue } from "@catalyst/db";
import type { Notice } from "@catalyst/workflow-engine";
import { type StoredDelegation, toDelegations, whoIsAsked } from "./who-is-asked.ts";

// The approval's wait begins with the same commit, by a later statement: the foreign key is checked at its end.
const NOTIFY = `
  insert into crm.notifications (tenant_id, principal_id, key, title, body, run_id, wait_id, mailed_at)
  select $1, p.principal_id, $3, left($4, 300), left($5, 20000), $6, $7, case when $8 then null else now() end
  from crm.principals p where p.tenant_id = $1 and p.principal_id = any($2::uuid[]) and p.active
  on conflict (tenant_id, principal_id, key) do nothing
  returning notification_id`;

const DELEGATIONS = "select delegations from crm.workflow_waits where tenant_id = $1 and wait_id = $2";

/** Sends messages in the caller's transaction; their mails go out after it, each once. */
export type NoticeSender = { send(tx: TenantTransaction, runId: RunId | null, notice: Notice): Promise<void> };

/** Makes the sender. */
export function createNoticeSender(queue: Pick<WorkQueue, "enqueueJob">): NoticeSender {
  return {
    async send(tx, runId, notice) {
      const notificationIds = await notify(tx, runId, notice);
      if (!notice.mail || notificationIds.length === 0) return;
      const { tenantId, principalId } = tx.principal;
      await queue.enqueueJob(tx, { kind: "noticeMails", tenantId, principalId, notificationIds: [...notificationIds] });
    },
  };
}

/** Leaves a message for active members; gives the ids of those that are new, for sending them by mail. */
async function notify(tx: TenantTransaction, runId: RunId | null, notice: Notice): Promise<readonly string[]> {
  const { key, title, body, approvalWaitId, mail } = notice;
  const values = [tx.principal.tenantId, await readersOf(tx, notice), key, title, body, runId, approvalWaitId, mail];
  const { rows } = await tx.query<{ notification_id: string }>("notify", NOTIFY, values);
  return rows.map((row) => row.notification_id);
}

/** A reminder goes to whoever has the approval by now. */
async function readersOf(
  tx: TenantTransaction,
  { principalIds, approvalWaitId }: Notice,
): Promise<readonly PrincipalId[]> {
  if (approvalWaitId === null) return principalIds;
  const values = [tx.principal.tenantId, approvalWaitId];
  const { rows } = await tx.query<{ delegations: readonly StoredDelegation[] }>(
    "load-delegations",
    DELEGATIONS,
    values,
  );
  return whoIsAsked(principalIds, toDelegations(rows[0]?.delegations ?? []));
}
