import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { CredentialSecret, type CredentialId, type TenantId } from "@catalyst/contracts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Whose secret it is: the sealed form opens for this tenant and this credential only. */
export type SecretOwner = { readonly tenantId: TenantId; readonly credentialId: CredentialId };

/** A secret as the database keeps it. */
export type SealedSecret = { readonly keyId: string; readonly sealed: Buffer };

/** Keys that seal and open: the first one seals, all of them open. 32 bytes each. */
export type CredentialKeys = readonly Buffer[];

/** Seals with AES-256-GCM under a fresh nonce. The owner is authenticated with it, so that a row copied elsewhere does not open. */
export function sealSecret(keys: CredentialKeys, owner: SecretOwner, secret: CredentialSecret): SealedSecret {
  const key = keys[0];
  if (key === undefined) throw new Error("Assertion failed: there is a key to seal with");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", cipherKey(key), nonce).setAAD(ownerBytes(owner));
  const body = Buffer.concat([cipher.update(JSON.stringify(secret), "utf8"), cipher.final()]);
  return { keyId: keyIdOf(key), sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** Opens a sealed secret; null when no key fits or it was altered or belongs to somebody else. */
export function openSecret(keys: CredentialKeys, owner: SecretOwner, sealed: SealedSecret): CredentialSecret | null {
  const key = keys.find((candidate) => keyIdOf(candidate) === sealed.keyId);
  if (key === undefined) return null;
  const nonce = sealed.sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", cipherKey(key), nonce).setAAD(ownerBytes(owner)).setAuthTag(tag);
  try {
    const body = decipher.update(sealed.sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return CredentialSecret.parse(JSON.parse(Buffer.concat([body, decipher.final()]).toString("utf8")));
  } catch {
    // GCM says only that it does not fit, which is all that anybody may know.
    return null;
  }
}

function cipherKey(key: Buffer): Buffer {
  return key.subarray(0, 32);
}

/** Names a key without telling anything about it. */
function keyIdOf(key: Buffer): string {
  return createHash("sha256").update("key-id").update(key).digest("hex").slice(0, 16);
}

function ownerBytes({ tenantId, credentialId }: SecretOwner): Buffer {
  return Buffer.from(`${tenantId}:${credentialId}`, "utf8");
}
