import { WorkflowIdInput } from "@catalyst/contracts";
import { rotateWebhook } from "@catalyst/records";
import { webhookDetails } from "./webhook-details.ts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `workflows.rotateWebhook` */
export const rotateWebhookSecret = tenantProcedure("workflows.manage")
  .input(WorkflowIdInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx) => webhookDetails(ctx.services, await rotateWebhook(tx, input.workflowId))),
  );
