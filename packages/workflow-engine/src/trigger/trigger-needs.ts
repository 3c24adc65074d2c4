import type { TriggerType } from "@catalyst/contracts";

/** Triggers that a change of a record fires: without an entity type they mean nothing. */
export const NEEDS_RECORD: ReadonlySet<TriggerType> = new Set<TriggerType>([
  "record_created@1",
  "record_updated@1",
  "record_deleted@1",
  "record_entered@1",
  "record_left@1",
]);
/** Triggers that look at a filter before and after a change. */
export const NEEDS_FILTER: ReadonlySet<TriggerType> = new Set<TriggerType>(["record_entered@1", "record_left@1"]);
/** Triggers that come from a clock or from outside, and so name no record. */
export const STARTS_WITHOUT_RECORD: ReadonlySet<TriggerType> = new Set<TriggerType>([
  "schedule@1",
  "webhook@1",
  "form_submitted@1",
]);
