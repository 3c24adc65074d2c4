import { type RunDetail, StepKey } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Typography from "@mui/material/Typography";
import { useMutation } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { findStep } from "../document/edges.ts";
import { FormRow } from "../panel/FormRow.tsx";
import { SelectInput } from "../panel/SelectInput.tsx";

const AT_FAILURE = "failure";

type RetryDialogProps = { readonly run: RunDetail; readonly onClose: () => void };

/** Tries an ended run again: from where, and on which version. What it had done stays done. */
export function RetryDialog({ run, onClose }: RetryDialogProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const failed = run.status === "failed" || run.status === "quarantined";
  const begun = [...new Set(run.steps.map((record) => record.stepKey))];
  const [from, setFrom] = useState<string>(failed ? AT_FAILURE : (begun[0] ?? AT_FAILURE));
  const [version, setVersion] = useState<"same" | "live">("same");
  const retry = useMutation({
    mutationFn: () => {
      const step = StepKey.safeParse(from);
      const fromStep = from !== AT_FAILURE && step.success ? step.data : null;
      return trpc.runs.retry.mutate({ runId: run.runId, fromStep, version });
    },
    onSuccess: ({ runId }) => {
      onClose();
      void navigate(`/runs/${runId}`);
    },
  });
  return (
    <Dialog open onClose={onClose} aria-labelledby="retry-run-title" maxWidth="xs" fullWidth>
      <DialogTitle id="retry-run-title" variant="h2">
        {translate("workflow.retry.title")}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ mb: 2 }}>
          {translate("workflow.retry.text")}
        </Typography>
        {retry.error ? (
          <Alert severity="error" sx={{ mb: 2 }}>
            {toApiError(retry.error).message}
          </Alert>
        ) : null}
        <FormRow inputId="retry-from" label={translate("workflow.retry.from")}>
          <SelectInput
            id="retry-from"
            label={translate("workflow.retry.from")}
            value={from}
            choices={[
              ...(failed ? [{ value: AT_FAILURE, label: translate("workflow.retry.at_failure") }] : []),
              ...begun.map((key) => ({ value: key, label: findStep(run.graph, key)?.name ?? key })),
            ]}
            onChange={setFrom}
          />
        </FormRow>
        <FormRow inputId="retry-version" label={translate("workflow.retry.version")}>
          <SelectInput
            id="retry-version"
            label={translate("workflow.retry.version")}
            value={version}
            choices={(["same", "live"] as const).map((value) => ({
              value,
              label: translate(`workflow.retry.version_${value}`, { number: run.versionNumber }),
            }))}
            onChange={(chosen) => setVersion(chosen === "live" ? "live" : "same")}
          />
        </FormRow>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {translate("workflow.cancel")}
        </Button>
        <Button variant="contained" loading={retry.isPending} onClick={() => retry.mutate()}>
          {translate("workflow.retry.confirm")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
