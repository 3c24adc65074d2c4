import { Resend } from "resend";
import { MailError, mailErrorOf } from "./mail-error.ts";

/** A mail as a step rendered it; `idempotencyKey` makes a repeated call send nothing twice (Resend remembers it for 24 h). */
export type OutgoingMail = {
  readonly idempotencyKey: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Sends through Resend, or an API of the same form at another address. */
export type MailProvider = { readonly client: Resend; readonly from: string };

/** Below the lease's takeover time would be too short for a mail; the call is keyed, so a takeover may repeat it. */
const MAIL_TIMEOUT_MS = 15_000;

/** Opens the provider. `baseUrl` null: Resend's own address. */
export function openMailProvider(apiKey: string, baseUrl: string | null, from: string): MailProvider {
  return { client: new Resend(apiKey, baseUrl ? { baseUrl } : {}), from };
}

/**
 * Sends one mail and answers the provider's id for it.
 * @throws MailError with `sent` true where nobody can know whether the provider took it.
 */
export async function sendMail(provider: MailProvider, mail: OutgoingMail): Promise<{ readonly providerId: string }> {
  const call = provider.client.emails.send(
    { from: provider.from, to: recipientsOf(mail.to), subject: mail.subject, text: mail.text },
    { idempotencyKey: mail.idempotencyKey },
  );
  const answer = await withDeadline(call);
  if (answer.error) throw mailErrorOf(answer.error);
  return { providerId: answer.data.id };
}

/** The provider takes one address as text, several as a list. */
function recipientsOf(to: string): string | string[] {
  const addresses = to.split(", ");
  return addresses.length === 1 ? to : addresses;
}

async function withDeadline<T>(call: Promise<T>): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      reject(new MailError("mail_timeout", "The mail provider did not answer in time.", { sent: true, retry: true })),
    MAIL_TIMEOUT_MS,
  );
  try {
    return await Promise.race([call, expired]);
  } finally {
    clearTimeout(timer);
  }
}
