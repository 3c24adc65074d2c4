import { Calendar } from "@catalyst/contracts";
import { setOwnCalendar as setCalendar } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `calendar.setOwn`: where the caller's days begin. */
export const setOwnCalendar = tenantProcedure("member")
  .input(Calendar)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => setCalendar(tx, input)));
