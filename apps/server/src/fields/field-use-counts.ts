import { FieldUseCountsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.useCounts` */
export const fieldUseCounts = tenantProcedure("fields.manage")
  .input(FieldUseCountsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.useCounts(tx, input.entityType)));
