import { RecordId } from "@catalyst/contracts";
import { EffectError } from "../../effect-error.ts";
import { resolveValue } from "../../expression/resolve-value.ts";
import { resolveFields } from "../field-values.ts";
import { copyValues, recordOutput } from "../record-output.ts";
import { databaseStep, type StepContext } from "../step-executor.ts";
import { type RecordTarget, UpdateRecordConfig } from "./definition.ts";

/** Computes the values and changes the record in the segment's transaction. */
export const updateRecordExecutor = databaseStep(UpdateRecordConfig, async (config, context) => {
  const { entityType } = config;
  const fields = resolveFields(config.fields, context.scope);
  const id = targetId(config.target, context);
  return {
    input: { entityType, id, fields: copyValues(fields) },
    effect: async (effects) => recordOutput(await effects.update({ entityType, id, fields })),
  };
});

function targetId(target: RecordTarget, context: StepContext): RecordId {
  if (target.kind === "trigger") return context.trigger.recordId;
  const value = resolveValue(
    target.kind === "record" ? target.id : { kind: "formula", cel: `steps.${target.stepKey}.id` },
    context.scope,
  );
  const parsed = RecordId.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new EffectError("record_missing", "The step has no record to change.", { retryable: false, definite: true });
}
