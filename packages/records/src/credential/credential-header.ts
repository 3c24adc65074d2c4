import type { CredentialId, CredentialSecret } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { openSecret, type CredentialKeys } from "./seal-secret.ts";

/** What a request that signs in carries, and the one host that may get it. */
export type CredentialHeader = {
  readonly host: string;
  readonly name: string;
  readonly value: string;
  /** What must not stand in an answer that is kept. */
  readonly secrets: readonly string[];
};

type SealedRow = { readonly host: string; readonly key_id: string; readonly sealed: Buffer };

const LOAD_SEALED = "select host, key_id, sealed from crm.credentials where tenant_id = $1 and credential_id = $2";

/** The header of a credential, for the worker alone; null where there is none or no key opens it. */
export async function loadCredentialHeader(
  tx: TenantTransaction,
  keys: CredentialKeys,
  credentialId: CredentialId,
): Promise<CredentialHeader | null> {
  const { tenantId } = tx.principal;
  const { rows } = await tx.query<SealedRow>("load-sealed-credential", LOAD_SEALED, [tenantId, credentialId]);
  const row = rows[0];
  if (row === undefined) return null;
  const secret = openSecret(keys, { tenantId, credentialId }, { keyId: row.key_id, sealed: row.sealed });
  return secret === null ? null : { host: row.host, ...toHeader(secret) };
}

function toHeader(secret: CredentialSecret): Omit<CredentialHeader, "host"> {
  switch (secret.kind) {
    case "bearer":
      return { name: "authorization", value: `Bearer ${secret.token}`, secrets: [secret.token] };
    case "basic": {
      const pair = Buffer.from(`${secret.user}:${secret.password}`, "utf8").toString("base64");
      return { name: "authorization", value: `Basic ${pair}`, secrets: [pair, secret.password] };
    }
    case "header":
      return { name: secret.headerName.toLowerCase(), value: secret.value, secrets: [secret.value] };
  }
}
