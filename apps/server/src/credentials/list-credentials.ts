import { tenantProcedure } from "../trpc/trpc.ts";

/** `credentials.list` */
export const listCredentials = tenantProcedure("workflows.manage").query(({ ctx }) =>
  ctx.inTenant((tx) => ctx.services.credentials.list(tx)),
);
