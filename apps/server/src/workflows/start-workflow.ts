import { StartWorkflowInput } from "@catalyst/contracts";
import type { StartedRuns } from "@catalyst/contracts";
import { startWorkflow } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.start` */
export const startWorkflowByHand = tenantProcedure("records.update")
  .input(StartWorkflowInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx): Promise<StartedRuns> => {
      const { workflowId, key, recordIds = null, input: given } = input;
      const start = { workflowId, event: "manual" as const, key: `manual:${key}`, recordIds, input: given };
      return { runs: await startWorkflow(tx, ctx.services.starter, start) };
    }),
  );
