import { type EntityType, RecordId } from "@catalyst/contracts";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import EditOutlinedIcon from "@mui/icons-material/EditOutlined";
import RestoreFromTrashIcon from "@mui/icons-material/RestoreFromTrash";
import Button from "@mui/material/Button";
import { useNotify, useRefresh, useTranslate } from "react-admin";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { trpc } from "../provider/trpc-client.ts";
import { DeleteDialog } from "./DeleteDialog.tsx";

type RecordActionsProps = { readonly entityType: EntityType; readonly record: ScreenRecord };

/** What can be done with a record; one in the bin can only come back. */
export function RecordActions({ entityType, record }: RecordActionsProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const actions = useMetadata().data?.actions ?? [];
  const [isDeleting, setDeleting] = useState(false);
  if (record.deletedAt)
    return actions.includes("records.delete") ? <RestoreButton entityType={entityType} record={record} /> : null;
  return (
    <>
      {actions.includes("records.delete") ? (
        <>
          <Button
            color="inherit"
            startIcon={<DeleteOutlineIcon />}
            onClick={() => setDeleting(true)}
            sx={{ color: "text.secondary" }}
          >
            {translate("record.delete")}
          </Button>
          <DeleteDialog
            open={isDeleting}
            entityType={entityType}
            ids={[record.id]}
            onClose={() => setDeleting(false)}
            onDeleted={() => void navigate(`/${entityType.key}`)}
          />
        </>
      ) : null}
      {actions.includes("records.update") ? (
        <Button
          variant="contained"
          startIcon={<EditOutlinedIcon />}
          component={Link}
          to={`/${entityType.key}/${record.id}`}
        >
          {translate("record.edit")}
        </Button>
      ) : null}
    </>
  );
}

function RestoreButton({ entityType, record }: RecordActionsProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const restore = async () => {
    try {
      await trpc.records.restore.mutate({ entityType: entityType.key, ids: [RecordId.parse(record.id)] });
      notify("record.restored", { type: "success", messageArgs: { smart_count: 1 } });
      refresh();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
  return (
    <Button variant="contained" startIcon={<RestoreFromTrashIcon />} onClick={() => void restore()}>
      {translate("record.restore")}
    </Button>
  );
}
