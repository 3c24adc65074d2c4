import { ValidateWorkflowInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.validate` */
export const validateWorkflow = tenantProcedure("workflows.manage")
  .input(ValidateWorkflowInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) => ({ problems: await ctx.services.workflows.validate(tx, input.graph) })),
  );
