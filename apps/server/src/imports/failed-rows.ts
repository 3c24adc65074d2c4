import { ImportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.failedRows` */
export const failedRows = tenantProcedure("records.import")
  .input(ImportIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.failedRows(tx, input.importId)));
