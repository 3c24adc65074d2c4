import type { EntityType, SavedView } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogContentText from "@mui/material/DialogContentText";
import DialogTitle from "@mui/material/DialogTitle";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useRefreshViews } from "../../provider/views.ts";

type DeleteViewDialogProps = {
  readonly entityType: EntityType;
  readonly view: SavedView;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

/** Asks before a view goes for good. */
export function DeleteViewDialog({ entityType, view, onClose, onDeleted }: DeleteViewDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefreshViews(entityType.key);
  const remove = async () => {
    try {
      await trpc.views.delete.mutate({ viewId: view.viewId });
      onDeleted();
      notify("view.deleted", { type: "success" });
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
    await refresh();
    onClose();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="delete-view-title">
      <DialogTitle id="delete-view-title">{translate("view.delete_title", { name: view.name })}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate("view.delete_hint")}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button autoFocus color="inherit" onClick={onClose}>
          {translate("view.cancel")}
        </Button>
        <Button color="error" variant="contained" onClick={() => void remove()}>
          {translate("view.delete")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
