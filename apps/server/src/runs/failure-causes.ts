import { WorkflowIdInput } from "@catalyst/contracts";
import { failureCauses } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.causes` */
export const runFailureCauses = tenantProcedure("runs.read")
  .input(WorkflowIdInput)
  .query(({ ctx, input }) => ctx.inTenant(async (tx) => ({ causes: await failureCauses(tx, input.workflowId) })));
