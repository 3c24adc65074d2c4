import { tenantProcedure } from "../trpc/trpc.ts";

/** `exports.list`: the caller's own. */
export const listExports = tenantProcedure("records.export").query(({ ctx }) =>
  ctx.inTenant(async (tx) => ({ exports: await ctx.services.exports.list(tx) })),
);
