import { ViewIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `views.delete`; a shared one takes `views.share`, which the service checks. */
export const deleteView = tenantProcedure("records.read")
  .input(ViewIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.views.delete(tx, input.viewId)));
