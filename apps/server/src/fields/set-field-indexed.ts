import { SetIndexedInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.setIndexed` */
export const setFieldIndexed = tenantProcedure("fields.manage")
  .input(SetIndexedInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.setFieldIndexed(tx, input)));
