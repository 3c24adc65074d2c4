import type { WorkflowDetail } from "@catalyst/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { WORKFLOWS_KEY, workflowKey } from "../workflow-queries.ts";

/** Does a change and shows the workflow as it is then. */
export function useWorkflowChange(detail: WorkflowDetail): (work: () => Promise<unknown>) => void {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  return (work) => {
    work()
      .then(async () => {
        const { paused, pausedReason, alertPrincipalId } = await trpc.workflows.get.query({
          workflowId: detail.workflowId,
        });
        client.setQueryData<WorkflowDetail>(workflowKey(detail.workflowId), (known) =>
          known === undefined ? known : { ...known, paused, pausedReason, alertPrincipalId },
        );
        notify(translate("workflow.settings.changed"), { type: "success" });
        return client.invalidateQueries({ queryKey: WORKFLOWS_KEY });
      })
      .catch((error: unknown) => notify(toApiError(error).message, { type: "error" }));
  };
}
