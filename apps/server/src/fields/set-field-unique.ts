import { SetUniqueInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.setUnique` */
export const setFieldUnique = tenantProcedure("fields.manage")
  .input(SetUniqueInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.setUnique(tx, input)));
