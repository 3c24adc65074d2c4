import { z } from "zod";
import { CredentialId } from "../ids.ts";

/** Longest secret, in UTF-16 units: long enough for a signed token. */
export const SECRET_LIMIT = 8_000;

const Secret = z
  .string()
  .min(1)
  .max(SECRET_LIMIT)
  .regex(/^[\x20-\x7e]+$/, "can hold printable ASCII characters only");
const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "must be the name of an HTTP header");

/** What is sent; it can be written and replaced, never read. */
export const CredentialSecret = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("bearer"), token: Secret }),
  z.strictObject({
    kind: z.literal("basic"),
    user: z
      .string()
      .max(500)
      .regex(/^[^:\0]*$/),
    password: Secret,
  }),
  z.strictObject({ kind: z.literal("header"), headerName: HeaderName, value: Secret }),
]);
export type CredentialSecret = z.infer<typeof CredentialSecret>;

const Name = z.string().trim().min(1).max(120);
/** `host` or `host:port`: the one place that a credential is ever sent to, whatever a workflow says. */
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/, "must be a host such as api.example.com");

export const CreateCredentialInput = z.strictObject({ name: Name, host: Host, secret: CredentialSecret });
export type CreateCredentialInput = z.infer<typeof CreateCredentialInput>;

/** `secret` absent: the stored one stays. A new host needs the secret again, or an editor could send it elsewhere. */
export const UpdateCredentialInput = z.strictObject({
  credentialId: CredentialId,
  version: z.int().min(1),
  name: Name,
  host: Host,
  secret: CredentialSecret.optional(),
});
export type UpdateCredentialInput = z.infer<typeof UpdateCredentialInput>;

export const CredentialIdInput = z.strictObject({ credentialId: CredentialId });

/** A credential without its secret. */
export type CredentialSummary = {
  readonly credentialId: CredentialId;
  readonly name: string;
  readonly kind: CredentialSecret["kind"];
  readonly host: string;
  readonly headerName: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
};
