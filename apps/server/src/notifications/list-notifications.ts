import { ListNotificationsInput } from "@catalyst/contracts";
import { listNotifications } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `notifications.list` */
export const listOwnNotifications = tenantProcedure("records.read")
  .input(ListNotificationsInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => listNotifications(tx, input)));
