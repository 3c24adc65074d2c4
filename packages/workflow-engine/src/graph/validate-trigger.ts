import type { EntityType, TriggerDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import { pathsOf } from "@catalyst/custom-fields";
import { nextOccurrence, parseCron } from "../time/cron.ts";
import { isKnownZone } from "../time/zoned-time.ts";
import { NEEDS_FILTER, NEEDS_RECORD, STARTS_WITHOUT_RECORD } from "../trigger/trigger-needs.ts";
import { readableDataOf } from "./readable-data-of.ts";
import { type StepValidation, validationFor } from "./step-validation.ts";
import { findField, type WorkflowMetadata } from "./workflow-metadata.ts";

/** What is wrong with what starts a workflow. */
export function validateTrigger(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  const problems: WorkflowProblem[] = [];
  const validation = validationFor({ stepKey: null, problems, metadata, data: readableDataOf(graph, null, metadata) });
  const { type, config } = graph.trigger;
  if (config.entityType !== "" || NEEDS_RECORD.has(type)) {
    const entityType = validation.entityType("entityType", config.entityType);
    if (entityType === undefined) return problems;
    validateFieldsOf(graph.trigger, entityType, validation);
  }
  if (config.entityType !== "" && STARTS_WITHOUT_RECORD.has(type))
    validation.error({
      code: "no_record_here",
      path: "entityType",
      message: "What starts this workflow names no record, so it can't have an entity type.",
    });
  if (config.condition !== undefined) validation.condition("condition", config.condition);
  if (type === "schedule@1") validateSchedule(config.schedule, validation);
  if (config.limits?.key !== undefined) validation.template("limits.key", config.limits.key);
  const keys = (config.input ?? []).map((input) => input.key);
  if (new Set(keys).size < keys.length)
    validation.error({ code: "duplicate_input", path: "input", message: "Two inputs have the same key." });
  return problems;
}

function validateFieldsOf(
  { type, config }: TriggerDefinition,
  entityType: EntityType,
  validation: StepValidation,
): void {
  const named = [
    ...config.watchedFields.map((field) => ({ field, path: "watchedFields" })),
    ...(config.changes ?? []).map(({ field }, place) => ({ field, path: `changes.${place}` })),
  ];
  for (const { field, path } of named) {
    if (findField(entityType, field) === undefined)
      validation.error({ code: "unknown_field", path, message: `${entityType.label} has no field "${field}".` });
  }
  if (!NEEDS_FILTER.has(type)) return;
  if (config.filter === undefined)
    return validation.error({ code: "required_missing", path: "filter", message: "Say which records count." });
  validation.filter("filter", entityType.key, config.filter);
  if (pathsOf(config.filter).length > 0)
    validation.error({
      code: "filter_path",
      path: "filter",
      message: "A filter that starts a workflow can look at the record itself only, not at those that it is linked to.",
    });
}

function validateSchedule(schedule: TriggerDefinition["config"]["schedule"], validation: StepValidation): void {
  const error = (path: string, message: string): void => validation.error({ code: "schedule", path, message });
  if (schedule === undefined) return error("schedule", "Say when the workflow starts.");
  if (!isKnownZone(schedule.timeZone))
    return error("schedule.timeZone", `There is no time zone "${schedule.timeZone}".`);
  const cron = parseCron(schedule.cron);
  if (typeof cron === "string") return error("schedule.cron", cron);
  if (nextOccurrence(cron, Date.UTC(2026, 0, 1), schedule.timeZone) === null)
    error("schedule.cron", "This schedule never comes.");
}
