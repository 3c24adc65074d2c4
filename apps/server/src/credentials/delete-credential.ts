import { CredentialIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `credentials.delete` */
export const deleteCredential = tenantProcedure("workflows.manage")
  .input(CredentialIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.credentials.delete(tx, input.credentialId)));
