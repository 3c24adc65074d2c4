import { RunIdInput } from "@catalyst/contracts";
import { cancelRun as requestCancel } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.cancel` */
export const cancelRun = tenantProcedure("runs.control")
  .input(RunIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => requestCancel(tx, input.runId)));
