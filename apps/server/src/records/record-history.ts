import { RecordHistoryInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.history` */
export const recordHistory = tenantProcedure("records.read")
  .input(RecordHistoryInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.history(tx, input)));
