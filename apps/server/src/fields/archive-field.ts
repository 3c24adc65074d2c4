import { FieldIdInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `fields.archive` */
export const archiveField = tenantProcedure("fields.manage")
  .input(FieldIdInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.records.archiveField(tx, input.fieldId)));
