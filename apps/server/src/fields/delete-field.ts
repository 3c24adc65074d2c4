import { FieldIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.delete` */
export const deleteField = tenantProcedure("fields.manage")
  .input(FieldIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.delete(tx, input.fieldId)));
