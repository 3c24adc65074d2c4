import { DeleteRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `records.planRestore`: reads only, but its ids would be too long for an address. */
export const planRestore = tenantProcedure("records.delete")
  .input(DeleteRecordsInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.planRestore(tx, input)));
