import { ReorderFieldsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.reorder` */
export const reorderFields = tenantProcedure("fields.manage")
  .input(ReorderFieldsInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.reorder(tx, input)));
