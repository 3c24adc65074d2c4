import { CreateImportInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.create` */
export const createImport = tenantProcedure("records.import")
  .input(CreateImportInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.create(tx, input)));
