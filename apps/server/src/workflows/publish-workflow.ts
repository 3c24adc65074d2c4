import { PublishWorkflowInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.publish` */
export const publishWorkflow = tenantProcedure("workflows.manage")
  .input(PublishWorkflowInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.publish(tx, input)));
