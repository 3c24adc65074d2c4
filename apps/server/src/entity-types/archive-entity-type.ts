import { ArchiveEntityTypeInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `entityTypes.archive` */
export const archiveEntityType = tenantProcedure("fields.manage")
  .input(ArchiveEntityTypeInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.archiveEntityType(tx, input.key)));
