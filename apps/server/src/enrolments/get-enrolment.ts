import { EnrolmentIdInput } from "@catalyst/contracts";
import { getEnrolment } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `enrolments.get` */
export const getOneEnrolment = tenantProcedure("runs.read")
  .input(EnrolmentIdInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => getEnrolment(tx, ctx.services.enrolments, input.enrolmentId)));
