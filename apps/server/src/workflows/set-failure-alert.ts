import { SetFailureAlertInput } from "@catalyst/contracts";
import { setFailureAlert } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.setFailureAlert` */
export const setWorkflowAlert = tenantProcedure("workflows.manage")
  .input(SetFailureAlertInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx): Promise<{ set: true }> => {
      await setFailureAlert(tx, input.workflowId, input.principalId);
      return { set: true };
    }),
  );
