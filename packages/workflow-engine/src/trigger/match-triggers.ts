import {
  DomainError,
  type FieldValue,
  type FieldValues,
  type TriggerDefinition,
  type TriggerEvent,
  type TriggerSnapshot,
  type TriggerType,
  type VersionId,
  type WatchedChange,
  type WorkflowId,
} from "@catalyst/contracts";
import { evaluateFilter, type FilterScope } from "@catalyst/custom-fields";
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

const EVENTS = {
  "record_created@1": ["created"],
  "record_updated@1": ["updated"],
  "record_deleted@1": ["deleted"],
  // A record enters and leaves a filter also when it is made, deleted, or comes back.
  "record_entered@1": ["created", "updated", "restored"],
  "record_left@1": ["updated", "deleted"],
  "schedule@1": ["schedule"],
  "webhook@1": ["webhook"],
  "manual@1": ["manual"],
  "workflow_called@1": ["workflow"],
  "form_submitted@1": ["form"],
} as const satisfies Record<TriggerType, readonly TriggerEvent[]>;

/** The events that a trigger type waits for. */
export function eventsOf(type: TriggerType): readonly TriggerEvent[] {
  return EVENTS[type];
}

/** Names a change for ever: the same change never starts a workflow twice. */
export function triggerKeyOf(change: TriggerSnapshot): string {
  const version = `${change.entityType}:${change.recordId}:${change.recordVersion}`;
  return change.computation === undefined ? version : `${version}:${change.computation}`;
}

/** What expressions read in a run that this change starts. */
export function triggerScope(change: TriggerSnapshot, now: string): ExpressionScope {
  const steps = { trigger: change.input ?? null };
  return { record: change.record, previous: change.previous, changedFields: change.changedFields, steps, now };
}

/** What triggers are matched in. */
export type MatchScope = {
  readonly now: string;
  /** Where filters of triggers are evaluated; left out, those that have one don't match. */
  readonly filterScope?: (entityType: string) => FilterScope | null;
};

/** The runs that a change starts. Never throws: a change must not fail because of a workflow. */
export function matchTriggers(
  change: TriggerSnapshot,
  triggers: readonly PublishedTrigger[],
  scope: MatchScope,
): readonly RunStart[] {
  const triggerKey = triggerKeyOf(change);
  return triggers.flatMap((published) => {
    if (!watches(published.trigger, change)) return [];
    const verdict = verdictOf(published.trigger, change, scope);
    if (verdict === false) return [];
    const { workflowId, versionId, minEngine } = published;
    return [{ workflowId, versionId, minEngine, triggerKey, change, problem: verdict === true ? null : verdict }];
  });
}

function watches({ type, config }: TriggerDefinition, change: TriggerSnapshot): boolean {
  const events: readonly TriggerEvent[] = EVENTS[type];
  if (!events.includes(change.event) || config.entityType !== change.entityType) return false;
  if (type !== "record_updated@1") return true;
  if (config.changes !== undefined) return config.changes.some((watched) => hasHappened(watched, change));
  return (
    config.watchedFields.length === 0 || config.watchedFields.some((field) => change.changedFields.includes(field))
  );
}

function hasHappened(watched: WatchedChange, change: TriggerSnapshot): boolean {
  const { field, from, to } = watched;
  if (!change.changedFields.includes(field)) return false;
  const isSame = (wanted: FieldValue, held: FieldValue | undefined): boolean =>
    JSON.stringify(wanted) === JSON.stringify(held ?? null);
  if (from !== undefined && !isSame(from, change.previous?.[field])) return false;
  return to === undefined || isSame(to, change.record[field]);
}

/**
 * Whether a trigger that somebody fires starts a run; a text says why nobody can know. Its condition decides alone: for
 * a record that is enrolled nothing has changed.
 */
export function startVerdict(trigger: TriggerDefinition, snapshot: TriggerSnapshot, now: string): boolean | string {
  return explained(() => meetsCondition(trigger, snapshot, now));
}

/** Whether a trigger that watches a change starts a run; a text says why nobody can know. */
function verdictOf(trigger: TriggerDefinition, change: TriggerSnapshot, scope: MatchScope): boolean | string {
  const watchesFilter = trigger.type === "record_entered@1" || trigger.type === "record_left@1";
  return explained(
    () => (!watchesFilter || crosses(trigger, change, scope)) && meetsCondition(trigger, change, scope.now),
  );
}

function meetsCondition({ config }: TriggerDefinition, snapshot: TriggerSnapshot, now: string): boolean {
  return config.condition === undefined || evaluateCondition(config.condition, triggerScope(snapshot, now));
}

function explained(decide: () => boolean): boolean | string {
  try {
    return decide();
  } catch (error) {
    if (error instanceof ExpressionError) return `The trigger's condition could not be evaluated: ${error.message}`;
    if (error instanceof DomainError) return `The trigger's filter could not be evaluated: ${error.message}`;
    throw error;
  }
}

/** Whether the change takes the record into the trigger's filter, or out of it. */
function crosses({ type, config }: TriggerDefinition, change: TriggerSnapshot, scope: MatchScope): boolean {
  const filterScope = scope.filterScope?.(config.entityType) ?? null;
  const { filter } = config;
  if (filterScope === null || filter === undefined) return false;
  const meets = (values: FieldValues | null): boolean => values !== null && evaluateFilter(filterScope, filter, values);
  const [before, after] = [meets(change.previous), change.event !== "deleted" && meets(change.record)];
  return type === "record_entered@1" ? after && !before : before && !after;
}
