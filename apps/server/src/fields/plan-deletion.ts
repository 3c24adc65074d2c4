import { FieldIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.planDeletion` */
export const planFieldDeletion = tenantProcedure("fields.manage")
  .input(FieldIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.planDeletion(tx, input.fieldId)));
