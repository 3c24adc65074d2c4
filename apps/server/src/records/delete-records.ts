import { DeleteRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { SCREEN_CHANGE } from "./screen-change.ts";

/** `records.delete` */
export const deleteRecords = tenantProcedure("records.delete")
  .input(DeleteRecordsInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.delete(tx, input, SCREEN_CHANGE)));
