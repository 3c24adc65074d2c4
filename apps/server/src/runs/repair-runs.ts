import { RepairRunsInput } from "@catalyst/contracts";
import { repairRuns as repair } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.repair` */
export const repairRuns = tenantProcedure("runs.control")
  .input(RepairRunsInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx) => ({ outcomes: await repair(tx, ctx.services.starter.inserter, input) })),
  );
