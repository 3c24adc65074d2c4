import type { CredentialSummary } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/Add";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { EmptyNote } from "../EmptyNote.tsx";
import { QueryState } from "../QueryState.tsx";
import { SettingsPage } from "../SettingsPage.tsx";
import { CredentialDialog } from "./CredentialDialog.tsx";
import { CredentialTable } from "./CredentialTable.tsx";
import { useCredentials } from "./use-credentials.ts";

/** `/settings/credentials`: what HTTP steps sign in with. */
export function CredentialsPage() {
  const translate = useTranslate();
  const [open, setOpen] = useState<{ readonly stored: CredentialSummary | null } | null>(null);
  const create = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen({ stored: null })}>
      {translate("credential.new")}
    </Button>
  );
  return (
    <SettingsPage title={translate("credential.title")} hint={translate("credential.hint")} actions={create}>
      <QueryState query={useCredentials()}>
        {({ credentials }) =>
          credentials.length === 0 ? (
            <EmptyNote title={translate("credential.empty")} hint={translate("credential.empty_hint")} />
          ) : (
            <CredentialTable credentials={credentials} onEdit={(stored) => setOpen({ stored })} />
          )
        }
      </QueryState>
      {open ? <CredentialDialog stored={open.stored} onClose={() => setOpen(null)} /> : null}
    </SettingsPage>
  );
}
