import { CreateWorkflowInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.create` */
export const createWorkflow = tenantProcedure("workflows.manage")
  .input(CreateWorkflowInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.create(tx, input)));
