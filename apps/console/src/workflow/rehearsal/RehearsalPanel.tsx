import type { Rehearsal, WorkflowId } from "@catalyst/contracts";
import ScienceIcon from "@mui/icons-material/ScienceOutlined";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useEditor } from "../panel/editor-context.ts";
import { PanelFrame } from "../panel/PanelFrame.tsx";
import { RehearsalForm } from "./RehearsalForm.tsx";
import { RehearsalResult } from "./RehearsalResult.tsx";
import { type RehearsalDraft, startDraft, toRehearseInput } from "./rehearsal-draft.ts";

type RehearsalPanelProps = { readonly workflowId: WorkflowId; readonly onClose: () => void };

/** Tries the drawing as it is now on a real record; nothing of it happens. */
export function RehearsalPanel({ workflowId, onClose }: RehearsalPanelProps) {
  const translate = useTranslate();
  const { graph } = useEditor();
  const [draft, setDraft] = useState<RehearsalDraft>(() => startDraft(graph));
  const rehearsal = useMutation({
    mutationFn: async (): Promise<Rehearsal> => {
      const result = await trpc.workflows.rehearse.mutate(toRehearseInput({ workflowId, graph, draft }));
      // JSON has no undefined: what a step did not give is null.
      const steps = result.steps.map((step) => ({ ...step, input: step.input ?? null, output: step.output ?? null }));
      return { ...result, steps };
    },
  });
  const title = (
    <Typography variant="h2" component="h2">
      {translate("workflow.rehearsal.title")}
    </Typography>
  );
  const error = rehearsal.error === null ? null : toApiError(rehearsal.error);
  return (
    <PanelFrame
      label={translate("workflow.rehearsal.title")}
      tile={<ScienceIcon aria-hidden />}
      title={title}
      detail={translate("workflow.rehearsal.hint")}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rehearsal.mutate();
        }}
      >
        <RehearsalForm draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        <Button type="submit" variant="contained" loading={rehearsal.isPending}>
          {translate("workflow.rehearsal.run")}
        </Button>
      </form>
      {error === null ? null : (
        <Alert severity="error" sx={{ mt: 2 }}>
          {[error.message, ...error.problems.map((problem) => problem.message)].join(" ")}
        </Alert>
      )}
      {rehearsal.data === undefined || rehearsal.isPending ? null : <RehearsalResult rehearsal={rehearsal.data} />}
    </PanelFrame>
  );
}
