import { RehearseInput } from "@catalyst/contracts";
import { newId, rehearse } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.rehearse` */
export const rehearseWorkflow = tenantProcedure("workflows.manage")
  .input(RehearseInput)
  .mutation(({ ctx, input }) => {
    const { database, records, workflows } = ctx.services;
    return rehearse({ database, records, workflows, newId, now: Date.now }, ctx.principal, input);
  });
