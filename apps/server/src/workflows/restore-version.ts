import { RestoreVersionInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.restoreVersion` */
export const restoreVersion = tenantProcedure("workflows.manage")
  .input(RestoreVersionInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.restoreVersion(tx, input)));
