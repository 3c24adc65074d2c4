import type { FieldDefinition } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { TimeText } from "../../time/TimeText.tsx";
import { EmptyNote } from "../EmptyNote.tsx";
import { type FieldListing, useRefreshFields } from "./field-listing.ts";
import { TypeName } from "./TypePicker.tsx";

type ArchivedFieldsProps = { readonly listing: FieldListing; readonly shown: readonly FieldDefinition[] };

/** Fields that are out of sight: archived ones keep their values; deleted ones can be restored until their date. */
export function ArchivedFields({ listing, shown }: ArchivedFieldsProps) {
  const translate = useTranslate();
  if (shown.length === 0)
    return (
      <EmptyNote
        title={translate("admin.fields.archived_empty")}
        hint={translate("admin.fields.archived_empty_hint")}
      />
    );
  return (
    <TableContainer tabIndex={0} role="region" aria-label={translate("admin.fields.archived_tab")}>
      <Table size="small">
        <TableHead>
          <TableRow>
            {["field", "type", "kept"].map((column) => (
              <TableCell key={column}>{translate(`admin.fields.column.${column}`)}</TableCell>
            ))}
            <TableCell>{translate("admin.actions")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((field) => (
            <TableRow key={field.fieldId ?? field.key} hover>
              <TableCell sx={{ height: 46 }}>
                <Typography sx={{ fontWeight: 600 }}>{field.label}</Typography>
                <Typography sx={{ fontFamily: "ui-monospace, monospace", fontSize: 11.5, color: "text3" }}>
                  {field.key}
                </Typography>
              </TableCell>
              <TableCell>
                <TypeName type={field.type} />
              </TableCell>
              <TableCell>
                <KeptUntil purgeAt={field.fieldId ? (listing.status[field.fieldId]?.purgeAt ?? null) : null} />
              </TableCell>
              <TableCell>
                <RestoreButton field={field} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function KeptUntil({ purgeAt }: { readonly purgeAt: string | null }) {
  const translate = useTranslate();
  if (purgeAt === null) return <>{translate("admin.fields.kept")}</>;
  return (
    <Typography component="span" color="warning.dark">
      {translate("admin.fields.deleted_until")} <TimeText at={purgeAt} />
    </Typography>
  );
}

function RestoreButton({ field }: { readonly field: FieldDefinition }) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefreshFields();
  const [isBusy, setBusy] = useState(false);
  const restore = async () => {
    if (!field.fieldId) return;
    setBusy(true);
    try {
      await trpc.fields.restore.mutate({ fieldId: field.fieldId });
      await refresh();
      notify("admin.fields.restored", { type: "success", messageArgs: { label: field.label } });
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
      setBusy(false);
    }
  };
  return (
    <Button
      size="small"
      variant="outlined"
      loading={isBusy}
      aria-label={translate("admin.fields.restore_one", { label: field.label })}
      onClick={() => void restore()}
    >
      {translate("admin.fields.restore")}
    </Button>
  );
}
