import { UpdateViewInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `views.update`; a shared one takes `views.share`, which the service checks. */
export const updateView = tenantProcedure("records.read")
  .input(UpdateViewInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.views.update(tx, input)));
