import type { RunDetail } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";

/** Cancelling can't be undone: says what stays done. */
export function CancelRunDialog({
  run,
  open,
  onClose,
}: {
  readonly run: RunDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  const [busy, setBusy] = useState(false);
  const done = new Set(run.steps.filter((record) => record.status === "done").map((record) => record.stepKey)).size;
  const cancel = async (): Promise<void> => {
    setBusy(true);
    try {
      await trpc.runs.cancel.mutate({ runId: run.runId });
      await client.invalidateQueries({ queryKey: ["run", run.runId] });
      onClose();
    } catch (error) {
      notify(toApiError(error).message, { type: "error" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="cancel-run-title" maxWidth="xs" fullWidth>
      <DialogTitle id="cancel-run-title" variant="h2">
        {translate("workflow.runs.cancel_title")}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2">{translate("workflow.runs.cancel_text", { smart_count: done })}</Typography>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" autoFocus onClick={onClose}>
          {translate("workflow.runs.keep_running")}
        </Button>
        <Button variant="contained" color="error" loading={busy} loadingPosition="start" onClick={() => void cancel()}>
          {translate("workflow.runs.cancel")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
