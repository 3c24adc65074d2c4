import { SetRetentionInput } from "@catalyst/contracts";
import { setRetention as keepRetention } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.setRetention` */
export const setRetention = tenantProcedure("tenant.manage")
  .input(SetRetentionInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => keepRetention(tx, ctx.services.queue, input.days)));
