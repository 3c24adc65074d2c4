import { DeletionIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.deletion` */
export const getDeletion = tenantProcedure("records.delete")
  .input(DeletionIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.deletion(tx, input.deletionId)));
