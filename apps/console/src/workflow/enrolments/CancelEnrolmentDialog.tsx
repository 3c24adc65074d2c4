import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useId } from "react";
import { useTranslate } from "react-admin";

type CancelEnrolmentDialogProps = {
  readonly started: number;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onClose: () => void;
};

/** Cancelling can't be undone: says what goes on all the same. */
export function CancelEnrolmentDialog({ started, open, busy, onCancel, onClose }: CancelEnrolmentDialogProps) {
  const id = useId();
  const translate = useTranslate();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} maxWidth="xs" fullWidth>
      <DialogTitle id={id} variant="h2">
        {translate("workflow.enrolments.cancel_title")}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">
          {translate("workflow.enrolments.cancel_text", { smart_count: started })}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" autoFocus onClick={onClose}>
          {translate("workflow.enrolments.keep")}
        </Button>
        <Button variant="contained" color="error" loading={busy} onClick={onCancel}>
          {translate("workflow.enrolments.cancel_confirm")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
