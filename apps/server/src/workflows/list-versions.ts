import { WorkflowIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.versions` */
export const listVersions = tenantProcedure("workflows.read")
  .input(WorkflowIdInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) => ({ versions: await ctx.services.workflows.versions(tx, input.workflowId) })),
  );
