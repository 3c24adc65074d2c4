import type { WorkflowDetail } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { useTranslate } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";
import { useWorkflowChange } from "./use-workflow-change.ts";

type PausedNoticeProps = { readonly detail: WorkflowDetail; readonly mayResume: boolean };

/** Says that new runs don't start, why, and lets them go on. */
export function PausedNotice({ detail, mayResume }: PausedNoticeProps) {
  const translate = useTranslate();
  const change = useWorkflowChange(detail);
  const { workflowId, paused, pausedReason } = detail;
  if (paused === null) return null;
  const resume = () => change(() => trpc.workflows.pause.mutate({ workflowId, paused: null }));
  return (
    <Alert
      severity="warning"
      sx={{ borderRadius: 0, alignItems: "center" }}
      action={
        mayResume ? (
          <Button size="small" variant="outlined" color="inherit" onClick={resume}>
            {translate(pausedReason === null ? "workflow.paused.resume" : "workflow.paused.take_over")}
          </Button>
        ) : null
      }
    >
      {translate(`workflow.paused.${pausedReason ?? paused}`)}
    </Alert>
  );
}
