import { RecomputeInput, RecomputeOutput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.recompute` */
export const recomputeFields = tenantProcedure("fields.manage")
  .input(RecomputeInput)
  .output(RecomputeOutput)
  .mutation(async ({ ctx, input }) => {
    await ctx.inTenant((tx) => ctx.services.records.recompute(tx, input.entityType));
    return { running: true };
  });
