import { UpdateCredentialInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `credentials.update` */
export const updateCredential = tenantProcedure("workflows.manage")
  .input(UpdateCredentialInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.credentials.update(tx, input)));
