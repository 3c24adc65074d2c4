import { StartEnrolmentInput } from "@catalyst/contracts";
import { startEnrolment } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `enrolments.start` */
export const startOneEnrolment = tenantProcedure("runs.control")
  .input(StartEnrolmentInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => startEnrolment(tx, ctx.services.enrolments, input)));
