import { getRetention as loadRetention } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `runs.retention` */
export const getRetention = tenantProcedure("tenant.manage").query(({ ctx }) => ctx.inTenant(loadRetention));
