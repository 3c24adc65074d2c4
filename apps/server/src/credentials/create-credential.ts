import { CreateCredentialInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `credentials.create` */
export const createCredential = tenantProcedure("workflows.manage")
  .input(CreateCredentialInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.credentials.create(tx, input)));
