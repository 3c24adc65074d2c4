import { DeletionIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.cancelDeletion` */
export const cancelDeletion = tenantProcedure("records.delete")
  .input(DeletionIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.cancelDeletion(tx, input.deletionId)));
