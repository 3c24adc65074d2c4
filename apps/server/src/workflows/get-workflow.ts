import { WorkflowIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.get` */
export const getWorkflow = tenantProcedure("workflows.read")
  .input(WorkflowIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.get(tx, input.workflowId)));
