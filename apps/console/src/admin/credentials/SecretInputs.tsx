import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { CredentialDraft } from "./credential-draft.ts";

const KINDS = ["bearer", "basic", "header"] as const;
const SECRET_LABEL = { bearer: "token", basic: "password", header: "value" } as const;

type SecretInputsProps = {
  readonly draft: CredentialDraft;
  readonly onChange: (change: Partial<CredentialDraft>) => void;
};

/** The kind of secret, and what goes with it. */
export function SecretInputs({ draft, onChange }: SecretInputsProps) {
  const translate = useTranslate();
  return (
    <Stack spacing={2}>
      <TextField
        select
        label={translate("credential.kind_label")}
        value={draft.kind}
        onChange={(event) => onChange({ kind: KINDS.find((kind) => kind === event.target.value) ?? "bearer" })}
      >
        {KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {translate(`credential.kind.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {draft.kind === "basic" ? (
        <TextField
          label={translate("credential.user")}
          value={draft.user}
          autoComplete="off"
          onChange={(event) => onChange({ user: event.target.value })}
        />
      ) : null}
      {draft.kind === "header" ? (
        <TextField
          required
          label={translate("credential.header_name")}
          placeholder="x-api-key"
          value={draft.headerName}
          onChange={(event) => onChange({ headerName: event.target.value })}
        />
      ) : null}
      <TextField
        required
        type="password"
        autoComplete="new-password"
        label={translate(`credential.${SECRET_LABEL[draft.kind]}`)}
        value={draft.secret}
        onChange={(event) => onChange({ secret: event.target.value })}
      />
    </Stack>
  );
}
