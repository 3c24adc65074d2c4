import { type EntityType, RecordId } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useNotify, useRefresh, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import { trpc } from "../provider/trpc-client.ts";

type DeleteDialogProps = {
  readonly open: boolean;
  readonly entityType: EntityType;
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

/** Says how many records go to the bin, and deletes them. */
export function DeleteDialog({ open, entityType, ids, onClose, onDeleted }: DeleteDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const count = { smart_count: ids.length };
  const remove = async () => {
    setBusy(true);
    try {
      const { deleted } = await trpc.records.delete.mutate({
        entityType: entityType.key,
        ids: ids.map((id) => RecordId.parse(id)),
      });
      notify("record.deleted", { type: "success", messageArgs: { smart_count: deleted } });
      onClose();
      onDeleted();
      refresh();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="delete-title">
      <DialogTitle id="delete-title">{translate("record.delete_title", count)}</DialogTitle>
      <DialogContent>{translate("record.delete_hint", count)}</DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {translate("record.keep")}
        </Button>
        <Button variant="contained" color="error" loading={isBusy} onClick={() => void remove()}>
          {translate("record.delete")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
