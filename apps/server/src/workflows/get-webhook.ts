import { WorkflowIdInput } from "@catalyst/contracts";
import { findWebhook } from "@catalyst/records";
import { webhookDetails } from "./webhook-details.ts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.webhook` */
export const getWebhook = tenantProcedure("workflows.manage")
  .input(WorkflowIdInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) => webhookDetails(ctx.services, await findWebhook(tx, input.workflowId))),
  );
