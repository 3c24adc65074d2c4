import { EffectError } from "../../effect-error.ts";
import { resolveFields } from "../field-values.ts";
import { copyValues, recordOutput } from "../record-output.ts";
import { databaseStep } from "../step-executor.ts";
import { UpsertRecordConfig } from "./definition.ts";

/** Finds by the value, then changes or creates, in the segment's transaction. */
export const upsertRecordExecutor = databaseStep(UpsertRecordConfig, async (config, context) => {
  const { entityType, matchField } = config;
  const fields = resolveFields(config.fields, context.scope);
  const value = fields[matchField] ?? null;
  if (value === null || value === "")
    throw new EffectError("match_missing", "The value by which the record is known is empty.", {
      retryable: false,
      definite: true,
    });
  return {
    input: { entityType, matchField, fields: copyValues(fields) },
    effect: async (effects) => {
      const filter = { kind: "condition", field: matchField, operator: "equals", value } as const;
      const [id, ...others] = await effects.find({ entityType, filter, limit: 2 });
      if (others.length > 0)
        throw new EffectError("match_ambiguous", "Several records have this value.", {
          retryable: false,
          definite: true,
        });
      const written =
        id === undefined
          ? await effects.create({ entityType, fields })
          : await effects.update({ entityType, id, fields });
      return { ...recordObject(recordOutput(written)), created: id === undefined };
    },
  };
});

type Output = ReturnType<typeof recordOutput>;

function recordObject(output: Output): Extract<Output, { readonly [key: string]: unknown }> {
  if (typeof output !== "object" || output === null || !("id" in output))
    throw new Error("Assertion failed: a record's output is an object");
  return output;
}
