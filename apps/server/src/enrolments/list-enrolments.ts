import { WorkflowIdInput } from "@catalyst/contracts";
import { listEnrolments } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `enrolments.list` */
export const listWorkflowEnrolments = tenantProcedure("runs.read")
  .input(WorkflowIdInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) => ({ enrolments: await listEnrolments(tx, ctx.services.enrolments, input.workflowId) })),
  );
