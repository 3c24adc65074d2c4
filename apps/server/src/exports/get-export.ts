import { ExportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `exports.get` */
export const getExport = tenantProcedure("records.export")
  .input(ExportIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.exports.get(tx, input.exportId)));
