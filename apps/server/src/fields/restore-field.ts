import { FieldIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.restore` */
export const restoreField = tenantProcedure("fields.manage")
  .input(FieldIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.restoreField(tx, input.fieldId)));
