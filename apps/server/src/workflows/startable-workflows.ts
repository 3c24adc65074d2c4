import type { StartableWorkflow } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.startable` */
export const startableWorkflows = tenantProcedure("records.read").query(({ ctx }) =>
  ctx.inTenant(async (tx): Promise<{ workflows: StartableWorkflow[] }> => {
    const { triggers } = await ctx.services.records.metadata(tx);
    const byHand = triggers.filter(({ trigger }) => trigger.type === "manual@1");
    const names = new Map((await ctx.services.workflows.list(tx)).map(({ workflowId, name }) => [workflowId, name]));
    return {
      workflows: byHand.map(({ workflowId, trigger: { config } }) => ({
        workflowId,
        name: names.get(workflowId) ?? "",
        entityType: config.entityType === "" ? null : config.entityType,
        input: config.input ?? [],
      })),
    };
  }),
);
