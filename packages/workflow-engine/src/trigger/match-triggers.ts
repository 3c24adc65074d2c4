import type { TriggerDefinition, TriggerSnapshot, VersionId, WorkflowId } from "@catalyst/contracts";
import { evaluateCondition } from "../expression/compile-condition.ts";
import type { ExpressionScope } from "../expression/compile-expression.ts";
import { ExpressionError } from "@catalyst/custom-fields/expression";

/** The trigger of a live version. */
export type PublishedTrigger = {
  readonly workflowId: WorkflowId;
  readonly versionId: VersionId;
  readonly minEngine: number;
  readonly trigger: TriggerDefinition;
};

/** A run to start. `problem`: its condition could not be evaluated, so it starts as failed and says why. */
export type RunStart = {
  readonly workflowId: WorkflowId;
  readonly versionId: VersionId;
  readonly minEngine: number;
  readonly triggerKey: string;
  readonly change: TriggerSnapshot;
  readonly problem: string | null;
};

const EVENTS = { "record_created@1": "created", "record_updated@1": "updated" } as const satisfies Record<
  TriggerDefinition["type"],
  TriggerSnapshot["event"]
>;

/** The event that a trigger type waits for. */
export function eventOf(type: TriggerDefinition["type"]): TriggerSnapshot["event"] {
  return EVENTS[type];
}

/** Names a change for ever: the same change never starts a workflow twice. */
export function triggerKeyOf(change: TriggerSnapshot): string {
  return `${change.entityType}:${change.recordId}:${change.recordVersion}`;
}

/** What expressions read in a run that this change starts. */
export function triggerScope(change: TriggerSnapshot, now: string): ExpressionScope {
  return { record: change.record, previous: change.previous, changedFields: change.changedFields, steps: {}, now };
}

/** The runs that a change starts. Never throws: a change must not fail because of a workflow. */
export function matchTriggers(
  change: TriggerSnapshot,
  triggers: readonly PublishedTrigger[],
  now: string,
): readonly RunStart[] {
  const triggerKey = triggerKeyOf(change);
  return triggers.flatMap((published) => {
    if (!watches(published.trigger, change)) return [];
    const verdict = conditionVerdict(published.trigger, triggerScope(change, now));
    if (verdict === false) return [];
    const { workflowId, versionId, minEngine } = published;
    return [{ workflowId, versionId, minEngine, triggerKey, change, problem: verdict === true ? null : verdict }];
  });
}

function watches({ type, config }: TriggerDefinition, change: TriggerSnapshot): boolean {
  if (EVENTS[type] !== change.event || config.entityType !== change.entityType) return false;
  if (change.event === "created" || config.watchedFields.length === 0) return true;
  return config.watchedFields.some((field) => change.changedFields.includes(field));
}

function conditionVerdict({ config }: TriggerDefinition, scope: ExpressionScope): boolean | string {
  if (config.condition === undefined) return true;
  try {
    return evaluateCondition(config.condition, scope);
  } catch (error) {
    if (error instanceof ExpressionError) return `The trigger's condition could not be evaluated: ${error.message}`;
    throw error;
  }
}
