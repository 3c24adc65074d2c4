import { SetWorkflowEnabledInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.setEnabled` */
export const setWorkflowEnabled = tenantProcedure("workflows.manage")
  .input(SetWorkflowEnabledInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.setEnabled(tx, input)));
