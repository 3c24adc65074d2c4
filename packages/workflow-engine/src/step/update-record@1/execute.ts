import { resolveFields } from "../field-values.ts";
import { copyValues, recordOutput } from "../record-output.ts";
import { foreseenTarget, targetId } from "../record-target.ts";
import { databaseStep } from "../step-executor.ts";
import { UpdateRecordConfig } from "./definition.ts";

/** Computes the values and changes the record in the segment's transaction. */
export const updateRecordExecutor = databaseStep(
  UpdateRecordConfig,
  async (config, context) => {
    const { entityType } = config;
    const fields = resolveFields(config.fields, context.scope);
    const id = targetId(config.target, context);
    return {
      input: { entityType, id, fields: copyValues(fields) },
      effect: async (effects) => recordOutput(await effects.update({ entityType, id, fields })),
    };
  },
  foreseenTarget,
);
