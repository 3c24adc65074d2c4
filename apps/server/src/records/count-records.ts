import { CountRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.count` */
export const countRecords = tenantProcedure("records.read")
  .input(CountRecordsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.count(tx, input)));
