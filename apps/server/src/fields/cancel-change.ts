import { TypeChangeIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.cancelChange` */
export const cancelChange = tenantProcedure("fields.manage")
  .input(TypeChangeIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.cancelTypeChange(tx, input.conversionId)));
