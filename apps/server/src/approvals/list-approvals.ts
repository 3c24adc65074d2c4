import type { ApprovalDetails } from "@catalyst/contracts";
import { listApprovals } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `approvals.list` */
export const listOpenApprovals = tenantProcedure("records.read").query(({ ctx }) =>
  ctx.inTenant(async (tx): Promise<{ approvals: readonly ApprovalDetails[] }> => ({
    approvals: await listApprovals(tx),
  })),
);
