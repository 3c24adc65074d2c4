import { ListFieldsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.list` */
export const listFields = tenantProcedure("fields.manage")
  .input(ListFieldsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.listFields(tx, input)));
