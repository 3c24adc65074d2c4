import { RecomputeInput, RecomputeOutput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.cancelRecompute` */
export const cancelRecompute = tenantProcedure("fields.manage")
  .input(RecomputeInput)
  .output(RecomputeOutput)
  .mutation(async ({ ctx, input }) => {
    await ctx.inTenant((tx) => ctx.services.records.cancelRecompute(tx, input.entityType));
    return { running: false };
  });
