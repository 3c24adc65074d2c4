import { TypeChangeIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.getTypeChange` */
export const getTypeChange = tenantProcedure("fields.manage")
  .input(TypeChangeIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.typeChange(tx, input.conversionId)));
