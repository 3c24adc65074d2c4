import { SaveDraftInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.saveDraft` */
export const saveDraft = tenantProcedure("workflows.manage")
  .input(SaveDraftInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.workflows.saveDraft(tx, input)));
