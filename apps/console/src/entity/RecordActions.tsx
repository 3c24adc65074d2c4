import type { EntityType } from "@catalyst/contracts";
import DeleteOutlineIcon from "@mui/icons-material/DeleteOutline";
import EditOutlinedIcon from "@mui/icons-material/EditOutlined";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { useMetadata } from "../provider/metadata.ts";
import type { ScreenRecord } from "../provider/records-of.ts";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { RestoreButton } from "./RestoreButton.tsx";
import { StartWorkflowButton } from "./StartWorkflowButton.tsx";

type RecordActionsProps = { readonly entityType: EntityType; readonly record: ScreenRecord };

/** What can be done with a record; one in the bin can only come back. */
export function RecordActions({ entityType, record }: RecordActionsProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const actions = useMetadata().data?.actions ?? [];
  const [isDeleting, setDeleting] = useState(false);
  if (record.deletedAt)
    return actions.includes("records.delete") ? (
      <RestoreButton entityType={entityType} ids={[record.id]} variant="contained" />
    ) : null;
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
      <StartWorkflowButton entityType={entityType} ids={[record.id]} />
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
