import { CreateViewInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `views.create`; a shared one takes `views.share`, which the service checks. */
export const createView = tenantProcedure("records.read")
  .input(CreateViewInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.views.create(tx, input)));
