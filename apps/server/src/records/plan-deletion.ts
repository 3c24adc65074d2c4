import { PlanDeletionInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.planDeletion`: reads only, but its ids would be too long for an address. */
export const planDeletion = tenantProcedure("records.delete")
  .input(PlanDeletionInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.planDeletion(tx, input)));
