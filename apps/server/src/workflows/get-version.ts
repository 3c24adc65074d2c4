import { VersionIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.getVersion` */
export const getVersion = tenantProcedure("workflows.read")
  .input(VersionIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.getVersion(tx, input)));
