import { PauseWorkflowInput } from "@catalyst/contracts";
import { pauseWorkflow } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.pause` */
export const setWorkflowPaused = tenantProcedure("workflows.manage")
  .input(PauseWorkflowInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => pauseWorkflow(tx, input.workflowId, input.paused)));
