import { RunIdInput } from "@catalyst/contracts";
import { getRun as readRun } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.get` */
export const getRun = tenantProcedure("runs.read")
  .input(RunIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => readRun(tx, input.runId)));
