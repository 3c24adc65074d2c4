import { createHmac } from "node:crypto";

/** Our login roles, from the one that owns everything to those that serve requests. */
export const ROLE_NAMES = ["catalyst_owner", "catalyst_app", "catalyst_worker", "catalyst_auth"] as const;
/** One of our login roles. */
export type RoleName = (typeof ROLE_NAMES)[number];

/** Everything that is derived from one secret. Changing the secret changes all of them at the next start. */
export type DerivedKeys = {
  /** Signs the tenant context; 32 bytes. Lives in `vault.context_keys` as HMAC pads and in the processes that seal. */
  readonly contextKey: Buffer;
  /** For better-auth; 32 bytes. */
  readonly authSecret: Buffer;
  /** Seals the credentials of tenants; 32 bytes. Never reaches the database. */
  readonly credentialKey: Buffer;
  /** A role's password, 64 hexadecimal digits. */
  readonly rolePassword: (role: RoleName) => string;
};

/** Derives keys and passwords with HMAC-SHA256, one label each, so that none tells anything about another. */
export function deriveKeys(secret: string): DerivedKeys {
  const derive = (label: string): Buffer => createHmac("sha256", secret).update(label).digest();
  return {
    contextKey: derive("context:1"),
    authSecret: derive("auth:1"),
    credentialKey: derive("credentials:1"),
    rolePassword: (role) => derive(`role:${role}`).toString("hex"),
  };
}

/** The two 64-byte pads of HMAC-SHA256, so that SQL can sign with two calls of `sha256` and never sees the key itself. */
export function hmacPads(key: Buffer): { readonly inner: Buffer; readonly outer: Buffer } {
  const padded = Buffer.alloc(64);
  key.copy(padded);
  return {
    inner: Buffer.from(padded.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(padded.map((byte) => byte ^ 0x5c)),
  };
}
