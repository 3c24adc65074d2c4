import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";

type PublishDialogProps = {
  readonly open: boolean;
  readonly next: number;
  readonly busy: boolean;
  readonly error: string | null;
  readonly onPublish: (note: string) => void;
  readonly onClose: () => void;
};

/** Asks for a note and says what publishing does. */
export function PublishDialog({ open, next, busy, error, onPublish, onClose }: PublishDialogProps) {
  const translate = useTranslate();
  const [note, setNote] = useState("");
  return (
    <Dialog open={open} onClose={busy ? undefined : onClose} aria-labelledby="publish-title" fullWidth maxWidth="xs">
      <DialogTitle id="publish-title" variant="h2">
        {translate("workflow.publish.title", { number: next })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {translate("workflow.publish.consequence")}
        </Typography>
        <TextField
          autoFocus
          fullWidth
          multiline
          minRows={2}
          label={translate("workflow.publish.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        {error === null ? null : (
          <Typography role="alert" variant="caption" color="error" component="p">
            {error}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose} disabled={busy}>
          {translate("workflow.cancel")}
        </Button>
        <Button variant="contained" onClick={() => onPublish(note)} loading={busy} loadingPosition="start">
          {translate("workflow.publish.confirm", { number: next })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
