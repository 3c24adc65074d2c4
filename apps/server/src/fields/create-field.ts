import { CreateFieldInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.create` */
export const createField = tenantProcedure("fields.manage")
  .input(CreateFieldInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.createField(tx, input)));
