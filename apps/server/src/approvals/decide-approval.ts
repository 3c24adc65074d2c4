import { DecideApprovalInput } from "@catalyst/contracts";
import { decideApproval } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `approvals.decide` */
export const decideOneApproval = tenantProcedure("records.read")
  .input(DecideApprovalInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => decideApproval(tx, ctx.services.queue, input)));
