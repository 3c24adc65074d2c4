import type { CreateCredentialInput, CredentialSecret, CredentialSummary } from "@catalyst/contracts";

/** What the form holds: texts of every kind of secret, of which one kind counts. */
export type CredentialDraft = {
  readonly name: string;
  readonly host: string;
  readonly kind: CredentialSecret["kind"];
  readonly user: string;
  readonly headerName: string;
  readonly secret: string;
};

/** The form's start: empty, or what is known of a stored credential. */
export function credentialDraft(stored: CredentialSummary | null): CredentialDraft {
  const { name = "", host = "", kind = "bearer", headerName } = stored ?? {};
  return { name, host, kind, user: "", headerName: headerName ?? "", secret: "" };
}

/** What is sent. Pure. */
export function toCredentialInput(draft: CredentialDraft): CreateCredentialInput {
  return { name: draft.name, host: draft.host, secret: toSecret(draft) };
}

function toSecret({ kind, user, headerName, secret }: CredentialDraft): CredentialSecret {
  switch (kind) {
    case "bearer":
      return { kind, token: secret };
    case "basic":
      return { kind, user, password: secret };
    case "header":
      return { kind, headerName, value: secret };
  }
}
