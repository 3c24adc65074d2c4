import { type Principal, RunId, TenantId } from "@catalyst/contracts";
import { type BackgroundJob, type Database, withTenant } from "@catalyst/db";
import { approvalToken, loadNoticeMails, markMailed, type NoticeMail } from "@catalyst/records";
import type { MailPort } from "@catalyst/workflow-engine";

/** What sending messages by mail needs. */
export type NoticeMailParts = {
  readonly database: Database;
  readonly mail: MailPort;
  readonly contextKey: Buffer;
  /** Where people open the product, without a slash at the end. */
  readonly appUrl: string;
};

type NoticeMailsJob = Extract<BackgroundJob, { kind: "noticeMails" }>;

const MAIL_TIMEOUT_MS = 15_000;

/** Sends what has not gone out yet. A mail that is sent again after a crash has the same key and the same text. */
export async function sendNoticeMails(parts: NoticeMailParts, job: NoticeMailsJob): Promise<"done"> {
  const { tenantId, principalId } = job;
  const sender: Principal = {
    tenantId,
    principalId,
    role: "read_only",
    scope: "all",
    scopeByEntityType: {},
    teamIds: [],
  };
  const mails = await withTenant(parts.database, sender, (tx) => loadNoticeMails(tx, job.notificationIds));
  for (const mail of mails) {
    await parts.mail.send(
      { to: mail.email, subject: oneLine(mail.title), text: textOf(parts, tenantId, mail) },
      {
        idempotencyKey: `notice:${mail.notificationId}`,
        timeoutMs: MAIL_TIMEOUT_MS,
        tenantId,
        principalId,
        runId: RunId.parse(mail.runId ?? mail.notificationId),
      },
    );
    await withTenant(parts.database, sender, (tx) => markMailed(tx, mail.notificationId));
  }
  return "done";
}

function textOf({ contextKey, appUrl }: NoticeMailParts, tenantId: TenantId, mail: NoticeMail): string {
  if (mail.waitId === null) return mail.body;
  const { waitId, principalId } = mail;
  const token = approvalToken(contextKey, { tenantId, waitId, principalId });
  return `${mail.body}\n\nDecide here:\n${appUrl}/approve/${tenantId}/${waitId}/${principalId}/${token}\n`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
