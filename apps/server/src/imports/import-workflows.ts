import { ImportIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.workflows` */
export const importWorkflows = tenantProcedure("records.import")
  .input(ImportIdInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) => ({ workflows: await ctx.services.imports.workflows(tx, input.importId) })),
  );
