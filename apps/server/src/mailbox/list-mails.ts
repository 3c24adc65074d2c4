import { ListMailsInput, type MailboxMail } from "@catalyst/contracts";
import { z } from "zod";
import { tenantProcedure } from "../trpc/trpc.ts";

type MailRow = {
  readonly mail_id: string;
  readonly sent_at: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly idempotency_key: string;
  readonly run_id: string | null;
};

// Index development_mails_sent.
const MAILS = `
  select mail_id, sent_at, sender, recipient, subject, body, idempotency_key, run_id from crm.development_mails
  where tenant_id = $1 and ($2::timestamptz is null or sent_at < $2) order by sent_at desc limit $3`;

/** `mailbox.list`: what workflows would have sent; `before` is the `sentAt` of the last one shown. */
export const listMails = tenantProcedure("mailbox.read")
  .input(ListMailsInput.extend({ before: z.iso.datetime().optional() }))
  .query(({ ctx, input }): Promise<{ mails: MailboxMail[] }> =>
    ctx.inTenant(async (tx) => {
      const { rows } = await tx.query<MailRow>("list-mails", MAILS, [
        tx.principal.tenantId,
        input.before ?? null,
        input.limit,
      ]);
      return { mails: rows.map(toMail) };
    }),
  );

function toMail(row: MailRow): MailboxMail {
  return {
    mailId: row.mail_id,
    sentAt: row.sent_at,
    from: row.sender,
    to: row.recipient,
    subject: row.subject,
    text: row.body,
    idempotencyKey: row.idempotency_key,
    runId: row.run_id,
  };
}
