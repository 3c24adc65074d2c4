import { PlanDeletionInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.planDeletion` */
export const planDeletion = tenantProcedure("records.delete")
  .input(PlanDeletionInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.planDeletion(tx, input)));
