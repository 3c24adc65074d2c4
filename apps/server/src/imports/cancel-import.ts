import { ImportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.cancel` */
export const cancelImport = tenantProcedure("records.import")
  .input(ImportIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.cancel(tx, input.importId)));
