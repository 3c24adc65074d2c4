import type { WorkflowId } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslate } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";
import { useWhen } from "../use-fact-text.ts";
import { useMay, useWorkflows } from "../workflow-queries.ts";
import { type Cause, RepairDialog } from "./RepairDialog.tsx";

/** Workflows whose failures are shown together at most. */
const SHOWN_WORKFLOWS = 5;

/** Why runs failed, of the workflows where most did. */
export function AllFailureCauses() {
  const workflows = useWorkflows().data?.workflows ?? [];
  const failing = workflows
    .filter(({ failedRuns }) => failedRuns > 0)
    .toSorted((left, right) => right.failedRuns - left.failedRuns)
    .slice(0, SHOWN_WORKFLOWS);
  return failing.map(({ workflowId, name }) => <FailureCauses key={workflowId} workflowId={workflowId} name={name} />);
}

type FailureCausesProps = {
  readonly workflowId: WorkflowId;
  /** Said where several workflows are shown. */
  readonly name?: string;
};

/** Why a workflow's runs failed, and the way to try all of one cause again. */
export function FailureCauses({ workflowId, name }: FailureCausesProps) {
  const id = useId();
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ["run-causes", workflowId],
    queryFn: () => trpc.runs.causes.query({ workflowId }),
  });
  const causes = query.data?.causes ?? [];
  if (causes.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={id} sx={{ px: { xs: 2, md: 2.5 }, pb: 2, display: "grid", gap: 1 }}>
      <Typography id={id} variant="h2" component="h2">
        {name === undefined ? translate("workflow.repair.title") : translate("workflow.repair.title_of", { name })}
      </Typography>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 1 }}>
        {causes.map((cause) => (
          <CauseRow key={cause.cause} cause={cause} workflowId={workflowId} />
        ))}
      </Box>
    </Box>
  );
}

function CauseRow({ cause, workflowId }: { readonly cause: Cause; readonly workflowId: WorkflowId }) {
  const when = useWhen();
  const translate = useTranslate();
  const mayControl = useMay("runs.control");
  const [repairing, setRepairing] = useState(false);
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1,
        border: 1,
        borderColor: "divider",
        borderRadius: "10px",
        p: 1.25,
      }}
    >
      <Box sx={{ flex: "1 1 240px", minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
          {cause.cause}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {translate("workflow.repair.runs", { smart_count: cause.runs, time: when(cause.lastAt) })}
        </Typography>
      </Box>
      {mayControl ? (
        <Button size="small" variant="outlined" onClick={() => setRepairing(true)}>
          {translate("workflow.repair.retry", { smart_count: cause.runIds.length })}
        </Button>
      ) : null}
      {repairing ? <RepairDialog cause={cause} workflowId={workflowId} onClose={() => setRepairing(false)} /> : null}
    </Box>
  );
}
