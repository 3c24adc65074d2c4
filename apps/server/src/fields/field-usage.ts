import { FieldIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.usage` */
export const fieldUsage = tenantProcedure("fields.manage")
  .input(FieldIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.usage(tx, input.fieldId)));
