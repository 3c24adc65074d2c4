import { ExportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `exports.cancel` */
export const cancelExport = tenantProcedure("records.export")
  .input(ExportIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.exports.cancel(tx, input.exportId)));
