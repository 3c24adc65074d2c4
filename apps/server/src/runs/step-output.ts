import { StepOutputInput } from "@catalyst/contracts";
import { getStepOutput } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.stepOutput` */
export const stepOutput = tenantProcedure("runs.read")
  .input(StepOutputInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => getStepOutput(tx, input)));
