import { MarkReadInput } from "@catalyst/contracts";
import { markRead } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `notifications.markRead` */
export const markNotificationsRead = tenantProcedure("records.read")
  .input(MarkReadInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => markRead(tx, input.notificationIds ?? null)));
