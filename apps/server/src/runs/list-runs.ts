import { ListRunsInput } from "@catalyst/contracts";
import { listRuns as readRuns } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.list` */
export const listRuns = tenantProcedure("runs.read")
  .input(ListRunsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => readRuns(tx, input)));
