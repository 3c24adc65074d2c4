import { ImportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.preview` */
export const previewImport = tenantProcedure("records.import")
  .input(ImportIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.preview(tx, input.importId)));
