import { resolveFields } from "../field-values.ts";
import { copyValues, recordOutput } from "../record-output.ts";
import { databaseStep } from "../step-executor.ts";
import { CreateRecordConfig } from "./definition.ts";

/** Computes the values and creates the record in the segment's transaction. */
export const createRecordExecutor = databaseStep(CreateRecordConfig, async (config, context) => {
  const fields = resolveFields(config.fields, context.scope);
  const input = { entityType: config.entityType, fields: copyValues(fields) };
  return {
    input,
    effect: async (effects) => recordOutput(await effects.create({ entityType: config.entityType, fields })),
  };
});
