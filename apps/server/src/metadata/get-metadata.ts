import { tenantProcedure } from "../trpc/trpc.ts";

/** `metadata.get` */
export const getMetadata = tenantProcedure("member").query(({ ctx }) =>
  ctx.inTenant((tx) => ctx.services.records.tenantMetadata(tx)),
);
