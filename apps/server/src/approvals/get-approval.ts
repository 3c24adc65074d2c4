import { ApprovalIdInput } from "@catalyst/contracts";
import type { ApprovalDetails } from "@catalyst/contracts";
import { getApproval } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `approvals.get` */
export const getOneApproval = tenantProcedure("records.read")
  .input(ApprovalIdInput)
  .query(({ ctx, input }): Promise<ApprovalDetails> => ctx.inTenant((tx) => getApproval(tx, input.waitId)));
