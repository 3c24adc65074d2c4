import type { Logger } from "pino";
import { Resend } from "resend";
import type { IdentityDatabase } from "./identity-database.ts";
import type { ServerConfig } from "../config.ts";

/** A mail of ours; `idempotencyKey` makes sending it again harmless for 24 hours. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly idempotencyKey: string;
};

/** Sends login mails in the background, so that the answer takes as long for accounts that don't exist. */
export type Mailer = {
  readonly send: (mail: Mail) => void;
  /** Waits for what is being sent now. */
  readonly settled: () => Promise<void>;
};

type MailerParts = { readonly config: ServerConfig; readonly identity: IdentityDatabase; readonly log: Logger };

/** Resend where there is a key; else the mail is kept in `identity.development_mails`. */
export function createMailer({ config, identity, log }: MailerParts): Mailer {
  const deliver = config.resendApiKey === null ? keepIn(identity) : sendWith(config.resendApiKey, config);
  const pending = new Set<Promise<void>>();
  return {
    send: (mail) => {
      const delivery = deliver(mail)
        .catch((error: unknown) => log.error({ err: error }, "A login mail could not be sent"))
        .finally(() => pending.delete(delivery));
      pending.add(delivery);
    },
    settled: async () => {
      await Promise.all(pending);
    },
  };
}

function keepIn(identity: IdentityDatabase): (mail: Mail) => Promise<void> {
  return async (mail) => {
    await identity.pool.query("insert into identity.development_mails (recipient, subject, body) values ($1, $2, $3)", [
      mail.to,
      mail.subject,
      mail.text,
    ]);
  };
}

function sendWith(apiKey: string, config: ServerConfig): (mail: Mail) => Promise<void> {
  const resend = new Resend(apiKey, config.resendBaseUrl === null ? {} : { baseUrl: config.resendBaseUrl });
  return async ({ idempotencyKey, ...mail }) => {
    const { error } = await resend.emails.send({ from: config.mailFrom, ...mail }, { idempotencyKey });
    if (error !== null) throw new Error(`Resend refused the mail: ${error.name}`);
  };
}
