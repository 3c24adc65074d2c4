import { TypeChangeIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.undoTypeChange` */
export const undoTypeChange = tenantProcedure("fields.manage")
  .input(TypeChangeIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.undoTypeChange(tx, input.conversionId)));
