import { UpdateManyRecordsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { SCREEN_CHANGE } from "./screen-change.ts";

/** `records.updateMany` */
export const updateManyRecords = tenantProcedure("records.update")
  .input(UpdateManyRecordsInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.updateMany(tx, input, SCREEN_CHANGE)));
