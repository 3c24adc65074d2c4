import { TypeChangeIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.changeType` */
export const changeType = tenantProcedure("fields.manage")
  .input(TypeChangeIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.changeType(tx, input.conversionId)));
