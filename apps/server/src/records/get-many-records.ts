import { GetManyRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.getMany` */
export const getManyRecords = tenantProcedure("records.read")
  .input(GetManyRecordsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.getMany(tx, input)));
