import { DeleteRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.planRestore` */
export const planRestore = tenantProcedure("records.delete")
  .input(DeleteRecordsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.planRestore(tx, input)));
