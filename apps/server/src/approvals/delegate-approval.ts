import { DelegateApprovalInput } from "@catalyst/contracts";
import { delegateApproval } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `approvals.delegate` */
export const delegateOneApproval = tenantProcedure("records.read")
  .input(DelegateApprovalInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => delegateApproval(tx, ctx.services.notices, input)));
