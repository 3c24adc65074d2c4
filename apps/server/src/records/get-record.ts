import { RecordKey } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.get` */
export const getRecord = tenantProcedure("records.read")
  .input(RecordKey)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.get(tx, input)));
