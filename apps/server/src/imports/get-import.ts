import { ImportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.get` */
export const getImport = tenantProcedure("records.import")
  .input(ImportIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.get(tx, input.importId)));
