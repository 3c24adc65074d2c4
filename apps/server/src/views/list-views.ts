import { ListViewsInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `views.list`: the caller's own and the shared ones. */
export const listViews = tenantProcedure("records.read")
  .input(ListViewsInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) => ({ views: await ctx.services.views.list(tx, input.entityType) })),
  );
