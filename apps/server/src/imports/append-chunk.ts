import { AppendChunkInput } from "@catalyst/contracts";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `imports.appendChunk` */
export const appendChunk = tenantProcedure("records.import")
  .input(AppendChunkInput)
  .mutation(({ ctx, input }) => ctx.inTenant((tx) => ctx.services.imports.appendChunk(tx, input)));
