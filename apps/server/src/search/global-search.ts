import { GlobalSearchInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `search.global` */
export const globalSearch = tenantProcedure("records.read")
  .input(GlobalSearchInput)
  .query(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.search(tx, input)));
