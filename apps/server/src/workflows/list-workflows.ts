import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.list` */
export const listWorkflows = tenantProcedure("workflows.read").query(({ ctx }) =>
  ctx.inTenant(async (tx) => ({ workflows: await ctx.services.workflows.list(tx) })),
);
