import { StartImportInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.checkMapping` */
export const checkMapping = tenantProcedure("records.import")
  .input(StartImportInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.checkMapping(tx, input)));
