import type { RunDetail, VersionId, WorkflowId } from "@catalyst/contracts";
import { useQuery } from "@tanstack/react-query";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";
import { hasEnded } from "./document/run-states.ts";

/** While a run is open, it is asked for this often. */
const RUN_INTERVAL_MS = 1_000;

export const WORKFLOWS_KEY = ["workflows"];

/** Cache key of one workflow. */
export function workflowKey(workflowId: WorkflowId): readonly unknown[] {
  return ["workflow", workflowId];
}

/** All workflows with their state. */
export function useWorkflows() {
  return useQuery({ queryKey: WORKFLOWS_KEY, queryFn: () => trpc.workflows.list.query() });
}

/** One workflow with its draft; read once, as the builder owns it from then on. */
export function useWorkflow(workflowId: WorkflowId) {
  return useQuery({
    queryKey: workflowKey(workflowId),
    queryFn: () => trpc.workflows.get.query({ workflowId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Published versions of a workflow, the newest first. */
export function useVersions(workflowId: WorkflowId, enabled: boolean) {
  return useQuery({
    queryKey: ["workflow-versions", workflowId],
    enabled,
    queryFn: () => trpc.workflows.versions.query({ workflowId }),
  });
}

/** The graph of one version. */
export function useVersion(workflowId: WorkflowId, versionId: VersionId) {
  return useQuery({
    queryKey: ["workflow-version", workflowId, versionId],
    queryFn: () => trpc.workflows.getVersion.query({ workflowId, versionId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** One run, live until it has ended. */
export function useRun(runId: RunDetail["runId"]) {
  return useQuery<RunDetail>({
    queryKey: ["run", runId],
    queryFn: async () => {
      const run = await trpc.runs.get.query({ runId });
      // JSON has no undefined: what a step did not give is null.
      return {
        ...run,
        steps: run.steps.map((record) => ({ ...record, input: record.input ?? null, output: record.output ?? null })),
      };
    },
    retry: false,
    refetchInterval: ({ state }) => (isSettled(state.data, state.error) ? false : RUN_INTERVAL_MS),
  });
}

/** Whether asking again can bring nothing new: the run has ended, or is not there. A server that restarts is asked again. */
function isSettled(run: RunDetail | undefined, error: unknown): boolean {
  return (run !== undefined && hasEnded(run)) || (error !== null && toApiError(error).code === "not_found");
}

/** Whether the reader has a right; false until that is known. */
export function useMay(action: "workflows.manage" | "runs.control"): boolean {
  return useMetadata().data?.actions.includes(action) ?? false;
}
