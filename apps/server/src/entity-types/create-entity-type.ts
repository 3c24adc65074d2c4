import { CreateEntityTypeInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `entityTypes.create` */
export const createEntityType = tenantProcedure("fields.manage")
  .input(CreateEntityTypeInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.createEntityType(tx, input)));
