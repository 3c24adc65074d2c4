import { ApiSchemaInput } from "@catalyst/contracts";
import { entityTypeSchemas } from "@catalyst/custom-fields";
import { requireEntityType } from "@catalyst/records";
import { tenantProcedure } from "../trpc/trpc.ts";

/** `metadata.apiSchema` */
export const apiSchema = tenantProcedure("records.read")
  .input(ApiSchemaInput)
  .query(({ ctx, input }) =>
    ctx.inTenant(async (tx) =>
      entityTypeSchemas(requireEntityType(await ctx.services.records.metadata(tx), input.entityType)),
    ),
  );
