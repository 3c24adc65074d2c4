import { ListDuplicatesInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.listDuplicates` */
export const listDuplicates = tenantProcedure("fields.manage")
  .input(ListDuplicatesInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.listDuplicates(tx, input)));
