import { UpdateRecordInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { SCREEN_CHANGE } from "./screen-change.ts";

/** `records.update` */
export const updateRecord = tenantProcedure("records.update")
  .input(UpdateRecordInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.update(tx, input, SCREEN_CHANGE)));
