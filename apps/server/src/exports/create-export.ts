import { CreateExportInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `exports.create` */
export const createExport = tenantProcedure("records.export")
  .input(CreateExportInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.exports.create(tx, input)));
