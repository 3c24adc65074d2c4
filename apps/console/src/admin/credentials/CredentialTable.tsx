import type { CredentialSummary } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { useFormatTime } from "../use-format-time.ts";
import { useDeleteCredential } from "./use-credentials.ts";

type CredentialTableProps = {
  readonly credentials: readonly CredentialSummary[];
  readonly onEdit: (credential: CredentialSummary) => void;
};

/** Credentials by name, each with the one host that gets it. */
export function CredentialTable({ credentials, onEdit }: CredentialTableProps) {
  const translate = useTranslate();
  return (
    <TableContainer tabIndex={0} role="region" aria-label={translate("credential.title")}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {["name", "host", "kind", "updated"].map((column) => (
              <TableCell key={column}>{translate(`credential.column.${column}`)}</TableCell>
            ))}
            <TableCell>{translate("admin.actions")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {credentials.map((credential) => (
            <CredentialRow key={credential.credentialId} credential={credential} onEdit={onEdit} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

type CredentialRowProps = Pick<CredentialTableProps, "onEdit"> & { readonly credential: CredentialSummary };

function CredentialRow({ credential, onEdit }: CredentialRowProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const formatTime = useFormatTime();
  const remove = useDeleteCredential();
  const { name, host, kind, headerName, updatedAt } = credential;
  const deleteIt = () =>
    void remove(credential).catch((failure: unknown) => notify(toApiError(failure).message, { type: "error" }));
  return (
    <TableRow hover>
      <TableCell sx={{ fontWeight: 600 }}>{name}</TableCell>
      <TableCell sx={{ fontFamily: "ui-monospace, monospace" }}>{host}</TableCell>
      <TableCell>{headerName ?? translate(`credential.kind.${kind}`)}</TableCell>
      <TableCell>{formatTime(updatedAt)}</TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <Button
          size="small"
          aria-label={translate("credential.change_one", { name })}
          onClick={() => onEdit(credential)}
        >
          {translate("credential.change")}
        </Button>
        <Button size="small" color="error" aria-label={translate("credential.delete_one", { name })} onClick={deleteIt}>
          {translate("credential.delete")}
        </Button>
      </TableCell>
    </TableRow>
  );
}
