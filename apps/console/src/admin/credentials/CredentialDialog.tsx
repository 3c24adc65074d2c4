import type { CredentialSummary } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { type ApiError, toApiError } from "../../provider/api-error.ts";
import { credentialDraft, toCredentialInput } from "./credential-draft.ts";
import { SecretInputs } from "./SecretInputs.tsx";
import { useSaveCredential } from "./use-credentials.ts";

type CredentialDialogProps = { readonly stored: CredentialSummary | null; readonly onClose: () => void };

/** Makes a credential, or changes one; a stored secret is never shown. */
export function CredentialDialog({ stored, onClose }: CredentialDialogProps) {
  const translate = useTranslate();
  const save = useSaveCredential();
  const [draft, setDraft] = useState(() => credentialDraft(stored));
  const [replacing, setReplacing] = useState(stored === null);
  const [error, setError] = useState<ApiError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { name, host, secret } = toCredentialInput(draft);
    try {
      await save(stored, { name, host, ...(replacing ? { secret } : {}) });
      onClose();
    } catch (failure) {
      setError(toApiError(failure));
    }
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="credential-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="credential-title">
          {stored ? translate("credential.edit", { name: stored.name }) : translate("credential.new")}
        </DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            {error ? (
              <Alert severity="error">{error.problems.map(({ message }) => message).join(" ") || error.message}</Alert>
            ) : null}
            <TextField
              autoFocus
              required
              label={translate("credential.name")}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
            <TextField
              required
              label={translate("credential.host")}
              helperText={translate("credential.host_help")}
              value={draft.host}
              onChange={(event) => setDraft({ ...draft, host: event.target.value })}
            />
            {stored ? <ReplaceSwitch checked={replacing} onChange={setReplacing} /> : null}
            {replacing ? <SecretInputs draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} /> : null}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={onClose}>
            {translate("admin.cancel")}
          </Button>
          <Button type="submit" variant="contained">
            {translate("credential.save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type ReplaceSwitchProps = { readonly checked: boolean; readonly onChange: (checked: boolean) => void };

function ReplaceSwitch({ checked, onChange }: ReplaceSwitchProps) {
  const translate = useTranslate();
  return (
    <div>
      <FormControlLabel
        control={<Switch checked={checked} onChange={(_, next) => onChange(next)} />}
        label={translate("credential.replace")}
      />
      <FormHelperText>{translate("credential.keep_help")}</FormHelperText>
    </div>
  );
}
