import { ListRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.list` */
export const listRecords = tenantProcedure("records.read")
  .input(ListRecordsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.list(tx, input)));
