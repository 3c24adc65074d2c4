import { CancelIndexingInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.cancelIndexing` */
export const cancelIndexing = tenantProcedure("fields.manage")
  .input(CancelIndexingInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.fields.cancelIndexing(tx, input)));
