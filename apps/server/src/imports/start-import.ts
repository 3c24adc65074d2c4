import { StartImportInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.start` */
export const startImport = tenantProcedure("records.import")
  .input(StartImportInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.start(tx, input)));
