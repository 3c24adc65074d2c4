import { PlanTypeChangeInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.planTypeChange` */
export const planTypeChange = tenantProcedure("fields.manage")
  .input(PlanTypeChangeInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.planTypeChange(tx, input)));
