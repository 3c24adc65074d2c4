import {
  type EntityTypeKey,
  RecordId,
  type RecordKey,
  StepKey,
  type TriggerSnapshot,
  ValueExpression,
} from "@catalyst/contracts";
import { z } from "zod";
import { EffectError } from "../effect-error.ts";
import { resolveValue } from "../expression/resolve-value.ts";
import type { StepValidation } from "../graph/step-validation.ts";
import type { StepContext } from "./step-executor.ts";

/** Which record: the one that started the run, one that an earlier step wrote, or any by its id. */
export const RecordTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("trigger") }),
  z.strictObject({ kind: z.literal("step"), stepKey: StepKey }),
  z.strictObject({ kind: z.literal("record"), id: ValueExpression }),
]);
export type RecordTarget = z.infer<typeof RecordTarget>;

/** The id of the record that a step works on. @throws EffectError where the run has none */
export function targetId(target: RecordTarget, context: StepContext): RecordId {
  const parsed = RecordId.safeParse(idOf(target, context));
  if (parsed.success) return parsed.data;
  throw new EffectError("record_missing", "The step has no record to work on.", { retryable: false, definite: true });
}

function idOf(target: RecordTarget, context: StepContext): unknown {
  switch (target.kind) {
    case "trigger":
      return context.trigger.recordId;
    case "step":
      return resolveValue({ kind: "formula", cel: `steps.${target.stepKey}.id` }, context.scope);
    case "record":
      return resolveValue(target.id, context.scope);
  }
}

/** The record that a step will work on, where the trigger alone names it. */
export function foreseenTarget(
  { entityType, target }: { readonly entityType: EntityTypeKey; readonly target: RecordTarget },
  trigger: TriggerSnapshot,
): RecordKey | null {
  return target.kind === "trigger" && trigger.recordId !== null ? { entityType, id: trigger.recordId } : null;
}

/** Checks which record a step works on. */
export function validateTarget(target: RecordTarget, entityType: EntityTypeKey, validation: StepValidation): void {
  const triggerType = validation.data.entityType;
  if (target.kind === "trigger" && triggerType !== undefined && triggerType.key !== entityType) {
    validation.error({
      code: "wrong_entity_type",
      path: "entityType",
      message: `The record that starts the run is of ${triggerType.labelPlural}.`,
    });
  }
  if (target.kind === "step") validation.template("target", `{{ steps.${target.stepKey}.id }}`);
  if (target.kind === "record") validation.value("target.id", target.id, null);
}
