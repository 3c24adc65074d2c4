import { RetryRunInput } from "@catalyst/contracts";
import { retryRun as startAgain } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.retry` */
export const retryRun = tenantProcedure("runs.control")
  .input(RetryRunInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx) => {
      const { runId } = await startAgain(tx, ctx.services.starter.inserter, input);
      return { runId };
    }),
  );
