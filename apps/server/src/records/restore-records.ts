import { RestoreRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { SCREEN_CHANGE } from "./screen-change.ts";

/** `records.restore` */
export const restoreRecords = tenantProcedure("records.delete")
  .input(RestoreRecordsInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.restore(tx, input, SCREEN_CHANGE)));
