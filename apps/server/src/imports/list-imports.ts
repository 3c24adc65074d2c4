import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.list` */
export const listImports = tenantProcedure("records.import").query(({ ctx }) =>
  ctx.inTenant(async (tx) => ({ imports: await ctx.services.imports.list(tx) })),
);
