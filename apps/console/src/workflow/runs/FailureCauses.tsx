import type { WorkflowId } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useWhen } from "../use-fact-text.ts";
import { useMay } from "../workflow-queries.ts";

type Cause = Awaited<ReturnType<typeof trpc.runs.causes.query>>["causes"][number];

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
  const repair = useRepair(workflowId);
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
        <Button size="small" variant="outlined" loading={repair.isPending} onClick={() => repair.mutate(cause)}>
          {translate("workflow.repair.retry", { smart_count: cause.runIds.length })}
        </Button>
      ) : null}
    </Box>
  );
}

/** Tries the runs of a cause again on the live version, which is where somebody has mended it. */
function useRepair(workflowId: WorkflowId) {
  const notify = useNotify();
  const translate = useTranslate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ runIds }: Cause) => trpc.runs.repair.mutate({ runIds: [...runIds], version: "live" }),
    onSuccess: ({ outcomes }) => {
      const started = outcomes.filter((outcome) => outcome.retriedAs !== null).length;
      const [problem] = outcomes.flatMap((outcome) => (outcome.problem === null ? [] : [outcome.problem]));
      notify(translate("workflow.repair.done", { smart_count: started }) + (problem ? ` ${problem}` : ""), {
        type: problem ? "warning" : "success",
      });
      void client.invalidateQueries({ queryKey: ["runs"] });
      void client.invalidateQueries({ queryKey: ["run-causes", workflowId] });
    },
    onError: (error) => notify(toApiError(error).message, { type: "error" }),
  });
}
