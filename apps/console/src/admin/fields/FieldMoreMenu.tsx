import type { FieldDefinition } from "@catalyst/contracts";
import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import IconButton from "@mui/material/IconButton";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useRefreshFields } from "./field-listing.ts";
import { DeleteFieldDialog } from "./lifecycle/DeleteFieldDialog.tsx";

type FieldMoreMenuProps = { readonly field: FieldDefinition; readonly onDone: () => void };

/** What takes a field away: archive keeps its values and can be taken back any time, delete for a while. */
export function FieldMoreMenu({ field, onDone }: FieldMoreMenuProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefreshFields();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const archive = async () => {
    setAnchor(null);
    if (!field.fieldId) return;
    try {
      await trpc.fields.archive.mutate({ fieldId: field.fieldId });
      await refresh();
      notify("admin.fields.archived_note", { type: "success", messageArgs: { label: field.label } });
      onDone();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={translate("admin.fields.more")}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void archive()}>{translate("admin.fields.archive")}</MenuItem>
        <MenuItem
          sx={{ color: "error.dark" }}
          onClick={() => {
            setAnchor(null);
            setDeleting(true);
          }}
        >
          {translate("admin.fields.delete_ellipsis")}
        </MenuItem>
      </Menu>
      {isDeleting ? <DeleteFieldDialog field={field} onClose={() => setDeleting(false)} onDeleted={onDone} /> : null}
    </>
  );
}
