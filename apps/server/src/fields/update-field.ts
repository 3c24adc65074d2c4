import { UpdateFieldInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.update` */
export const updateField = tenantProcedure("fields.manage")
  .input(UpdateFieldInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.updateField(tx, input)));
