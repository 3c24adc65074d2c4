import { RunIdInput } from "@catalyst/contracts";
import { cancelRun as requestCancel } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.cancel` */
export const cancelRun = tenantProcedure("runs.control")
  .input(RunIdInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx) => {
      const answer = await requestCancel(tx, input.runId);
      // A run that slept is runnable now; a worker has to be told.
      if (answer.requested) await ctx.services.queue.wakeRuns(tx, [input.runId]);
      return answer;
    }),
  );
