import { Calendar } from "@catalyst/contracts";
import { setTenantCalendar as setCalendar } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `calendar.setTenant`: where the tenant's days begin, for its workflows. */
export const setTenantCalendar = tenantProcedure("tenant.manage")
  .input(Calendar)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => setCalendar(tx, input)));
