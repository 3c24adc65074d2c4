import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useTranslate } from "react-admin";

type DiscardDialogProps = { readonly onKeep: () => void; readonly onDiscard: () => void };

/** Before what was typed is lost. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  const translate = useTranslate();
  return (
    <Dialog open onClose={onKeep} maxWidth="xs" aria-labelledby="discard-title">
      <DialogTitle id="discard-title">{translate("admin.fields.discard_title")}</DialogTitle>
      <DialogContent>{translate("admin.fields.discard_hint")}</DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onKeep}>
          {translate("admin.fields.keep_editing")}
        </Button>
        <Button variant="contained" color="error" onClick={onDiscard}>
          {translate("admin.fields.discard")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
