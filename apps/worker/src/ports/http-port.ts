import type { CredentialId, Principal } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import { type CredentialHeader, type CredentialKeys, loadCredentialHeader } from "@catalyst/records";
import { type CallOptions, EffectError, type HttpAnswer, type HttpPort, maskSecrets } from "@catalyst/workflow-engine";
import { callHttp, type HttpCaller } from "../http/call-http.ts";
import { createGuardedAgent } from "../http/guarded-agent.ts";
import { type HttpCallCode, HttpCallError } from "../http/http-call-error.ts";

/** What the moment may cure. */
const RETRYABLE: ReadonlySet<HttpCallCode> = new Set(["http_unreachable", "http_timeout", "http_interrupted"]);

/** What calls are made with. */
export type HttpPortParts = {
  readonly allowed: ReadonlySet<string>;
  readonly database: Database;
  readonly keys: CredentialKeys;
};

/** Calls addresses outside, guarded against internal ones; secrets are opened here and go nowhere else. */
export function httpPort({ allowed, database, keys }: HttpPortParts): HttpPort {
  const caller: HttpCaller = { agent: createGuardedAgent(allowed), allowed };
  return {
    async call({ credentialId, ...request }, options) {
      const credential = credentialId === null ? null : await openCredential(database, keys, { credentialId, options });
      try {
        const answer = await callHttp(caller, { ...request, credential, timeoutMs: options.timeoutMs });
        // Some systems answer with what they were sent.
        return credential === null ? answer : maskedAnswer(answer, credential.secrets);
      } catch (error) {
        if (!(error instanceof HttpCallError)) throw error;
        throw new EffectError(error.code, error.message, {
          retryable: RETRYABLE.has(error.code),
          definite: !error.sent,
          cause: error,
        });
      }
    },
  };
}

function maskedAnswer(answer: HttpAnswer, secrets: readonly string[]): HttpAnswer {
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, maskSecrets(value, secrets)]);
  return { ...answer, headers: Object.fromEntries(headers), body: maskSecrets(answer.body, secrets) };
}

type WantedCredential = { readonly credentialId: CredentialId; readonly options: CallOptions };

async function openCredential(
  database: Database,
  keys: CredentialKeys,
  { credentialId, options }: WantedCredential,
): Promise<CredentialHeader> {
  const header = await withTenant(database, caller(options), (tx) => loadCredentialHeader(tx, keys, credentialId));
  if (header !== null) return header;
  throw new EffectError("credential_missing", "The credential does not exist any more, or can't be opened.", {
    retryable: false,
    definite: true,
  });
}

/** Credentials hold no records, so no scope matters. */
function caller({ tenantId, principalId }: CallOptions): Principal {
  return { tenantId, principalId, role: "read_only", scope: "all", scopeByEntityType: {}, teamIds: [] };
}
