import { CreateRecordInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";
import { SCREEN_CHANGE } from "./screen-change.ts";

/** `records.create` */
export const createRecord = tenantProcedure("records.create")
  .input(CreateRecordInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.create(tx, input, SCREEN_CHANGE)));
