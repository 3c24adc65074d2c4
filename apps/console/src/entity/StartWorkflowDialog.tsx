import { RecordId, type StartableWorkflow } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useMutation } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import { trpc } from "../provider/trpc-client.ts";
import { inputOf, StartInputs } from "./StartInputs.tsx";

type StartWorkflowDialogProps = {
  readonly workflows: readonly StartableWorkflow[];
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onStarted: () => void;
};

/** Which workflow, and what it asks for. */
export function StartWorkflowDialog({ workflows, ids, onClose, onStarted }: StartWorkflowDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  // The key makes a second click, or a retry after a lost answer, start nothing more.
  const [key] = useState(() => crypto.randomUUID());
  const [chosenId, setChosenId] = useState(workflows[0]?.workflowId ?? "");
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const chosen = workflows.find((workflow) => workflow.workflowId === chosenId);
  const start = useMutation({
    mutationFn: async (workflow: StartableWorkflow) => {
      const input = inputOf(workflow.input, texts);
      const recordIds = ids.map((id) => RecordId.parse(id));
      return trpc.workflows.start.mutate({ workflowId: workflow.workflowId, key, recordIds, input });
    },
    onSuccess: ({ runs }) => {
      notify(
        translate(runs.length === 0 ? "workflow.start.nothing" : "workflow.start.done", { smart_count: runs.length }),
        { type: runs.length === 0 ? "info" : "success" },
      );
      onStarted();
    },
  });
  const error = start.error === null ? null : toApiError(start.error);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="start-workflow-title">
      <DialogTitle id="start-workflow-title">{translate("workflow.start.title")}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 0.5 }}>
          {error ? (
            <Alert severity="error">{error.problems.map(({ message }) => message).join(" ") || error.message}</Alert>
          ) : null}
          <TextField
            select
            label={translate("workflow.start.workflow")}
            value={chosenId}
            onChange={(event) => setChosenId(event.target.value)}
          >
            {workflows.map((workflow) => (
              <MenuItem key={workflow.workflowId} value={workflow.workflowId}>
                {workflow.name}
              </MenuItem>
            ))}
          </TextField>
          <StartInputs fields={chosen?.input ?? []} texts={texts} onChange={setTexts} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {translate("workflow.cancel")}
        </Button>
        <Button
          variant="contained"
          disabled={chosen === undefined}
          loading={start.isPending}
          onClick={() => (chosen === undefined ? undefined : start.mutate(chosen))}
        >
          {translate("workflow.start.confirm")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
