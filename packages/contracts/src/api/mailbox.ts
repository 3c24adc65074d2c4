import { z } from "zod";

export const ListMailsInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  before: z.string().max(40).optional(),
});

/** A mail that the development mailbox kept instead of sending it. */
export type MailboxMail = {
  readonly mailId: string;
  readonly sentAt: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly idempotencyKey: string;
  readonly runId: string | null;
};
