import type { Principal } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import { type CallOptions, EffectError, type Mail, type MailPort } from "@catalyst/workflow-engine";
import type { WorkerConfig } from "../config.ts";
import { MailError } from "../mail/mail-error.ts";
import { openMailProvider, sendMail } from "../mail/send-mail.ts";

/** Resend where there is a key, else the tenant's development mailbox. */
export function mailPort(config: WorkerConfig, database: Database): MailPort {
  return config.resendApiKey === null ? mailboxPort(config, database) : providerPort(config, config.resendApiKey);
}

function providerPort(config: WorkerConfig, apiKey: string): MailPort {
  const provider = openMailProvider(apiKey, config.resendBaseUrl, config.mailFrom);
  return {
    async send(mail, { idempotencyKey }) {
      try {
        const sent = await sendMail(provider, { ...mail, idempotencyKey });
        return { messageId: sent.providerId };
      } catch (error) {
        if (!(error instanceof MailError)) throw error;
        throw new EffectError(error.code, error.message, {
          retryable: error.retry,
          definite: !error.sent,
          cause: error,
        });
      }
    },
  };
}

const KEEP_MAIL = `
  insert into crm.development_mails (tenant_id, idempotency_key, sender, recipient, subject, body, run_id)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, idempotency_key) do nothing`;

function mailboxPort(config: WorkerConfig, database: Database): MailPort {
  return {
    async send(mail, options) {
      await withTenant(database, mailKeeper(options), (tx) =>
        tx.query("keep-mail", KEEP_MAIL, valuesOf(config, mail, options)),
      );
      return { messageId: options.idempotencyKey };
    },
  };
}

function valuesOf(config: WorkerConfig, mail: Mail, options: CallOptions): readonly unknown[] {
  return [options.tenantId, options.idempotencyKey, config.mailFrom, mail.to, mail.subject, mail.text, options.runId];
}

/** The mailbox holds no records, so no scope matters. */
function mailKeeper({ tenantId, principalId }: CallOptions): Principal {
  return { tenantId, principalId, role: "read_only", scope: "all", scopeByEntityType: {}, teamIds: [] };
}
