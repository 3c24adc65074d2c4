import { SteerEnrolmentInput } from "@catalyst/contracts";
import { steerEnrolment } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `enrolments.steer` */
export const steerOneEnrolment = tenantProcedure("runs.control")
  .input(SteerEnrolmentInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => steerEnrolment(tx, ctx.services.enrolments, input)));
