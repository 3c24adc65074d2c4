import { DeliverEventInput } from "@catalyst/contracts";
import { reportEvent } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.deliverEvent` */
export const deliverRunEvent = tenantProcedure("runs.control")
  .input(DeliverEventInput)
  .mutation(({ ctx, input }) =>
    ctx.inTenant(async (tx): Promise<{ delivered: true }> => {
      await reportEvent(tx, ctx.services.queue, input);
      return { delivered: true };
    }),
  );
