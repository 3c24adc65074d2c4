import type { WorkflowId } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { trpc } from "../../provider/trpc-client.ts";
import { useWhen } from "../use-fact-text.ts";
import { useMay } from "../workflow-queries.ts";
import { type Cause, RepairDialog } from "./RepairDialog.tsx";

/** Why a workflow's runs failed, and the way to try all of one cause again. */
export function FailureCauses({ workflowId }: { readonly workflowId: WorkflowId }) {
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ["run-causes", workflowId],
    queryFn: () => trpc.runs.causes.query({ workflowId }),
  });
  const causes = query.data?.causes ?? [];
  if (causes.length === 0) return null;
  return (
    <Box
      component="section"
      aria-labelledby="failure-causes"
      sx={{ px: { xs: 2, md: 2.5 }, pb: 2, display: "grid", gap: 1 }}
    >
      <Typography id="failure-causes" variant="h2" component="h2">
        {translate("workflow.repair.title")}
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
