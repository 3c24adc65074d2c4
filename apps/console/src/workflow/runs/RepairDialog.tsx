import type { WorkflowId } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { FormRow } from "../panel/FormRow.tsx";
import { SelectInput } from "../panel/SelectInput.tsx";

/** Failed runs of one cause. */
export type Cause = Awaited<ReturnType<typeof trpc.runs.causes.query>>["causes"][number];

type RepairDialogProps = { readonly cause: Cause; readonly workflowId: WorkflowId; readonly onClose: () => void };

type Version = "same" | "live";

/** Tries all runs of one cause again, each where it failed: on the live version, where it was mended, or each on its own. */
export function RepairDialog({ cause, workflowId, onClose }: RepairDialogProps) {
  const id = useId();
  const translate = useTranslate();
  const [version, setVersion] = useState<Version>("live");
  const repair = useRepair(cause, workflowId, onClose);
  const count = cause.runIds.length;
  const label = translate("workflow.retry.version");
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="xs" fullWidth>
      <DialogTitle id={id} variant="h2">
        {translate("workflow.repair.dialog_title", { smart_count: count })}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ mb: 1, fontWeight: 600, overflowWrap: "anywhere" }}>
          {cause.cause}
        </Typography>
        <Typography variant="body2" sx={{ mb: 2 }}>
          {translate("workflow.repair.text")}
          {cause.runs > count ? ` ${translate("workflow.repair.batch", { count, runs: cause.runs })}` : ""}
        </Typography>
        {repair.error ? (
          <Alert severity="error" sx={{ mb: 2 }}>
            {toApiError(repair.error).message}
          </Alert>
        ) : null}
        <FormRow inputId={`${id}-version`} label={label}>
          <SelectInput
            id={`${id}-version`}
            label={label}
            value={version}
            choices={(["live", "same"] as const).map((value) => ({
              value,
              label: translate(`workflow.repair.version_${value}`),
            }))}
            onChange={(chosen) => setVersion(chosen === "same" ? "same" : "live")}
          />
        </FormRow>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {translate("workflow.cancel")}
        </Button>
        <Button variant="contained" loading={repair.isPending} onClick={() => repair.mutate(version)}>
          {translate("workflow.repair.retry", { smart_count: count })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function useRepair({ runIds }: Cause, workflowId: WorkflowId, onDone: () => void) {
  const notify = useNotify();
  const translate = useTranslate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: Version) => trpc.runs.repair.mutate({ runIds: [...runIds], version }),
    onSuccess: ({ outcomes }) => {
      const started = outcomes.filter((outcome) => outcome.retriedAs !== null).length;
      const [problem] = outcomes.flatMap((outcome) => (outcome.problem === null ? [] : [outcome.problem]));
      const left = translate("workflow.repair.left", { smart_count: outcomes.length - started });
      notify(translate("workflow.repair.done", { smart_count: started }) + (problem ? `. ${left} ${problem}` : ""), {
        type: problem ? "warning" : "success",
      });
      void client.invalidateQueries({ queryKey: ["runs"] });
      void client.invalidateQueries({ queryKey: ["run-causes", workflowId] });
      onDone();
    },
  });
}
