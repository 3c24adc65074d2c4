import {
  allows,
  type FieldDefinition,
  type Role,
  ROLES,
  type StepDefinition,
  type WorkflowGraph,
  type WorkflowProblem,
} from "@catalyst/contracts";
import { fieldAccess } from "@catalyst/custom-fields";
import { findStepType } from "../step/step-registry.ts";
import { findEntityType, findField, type WorkflowMetadata } from "./workflow-metadata.ts";

/** What a step does: its own work, or what undoes it, at its place in the step's configuration. */
type Work = { readonly type: string; readonly config: unknown; readonly path: string | null };

/** Runs of these act for whoever published the workflow; all others for whoever starts them. */
const ACTS_FOR_PUBLISHER: ReadonlySet<string> = new Set(["schedule@1", "webhook@1"]);

/**
 * Rights that steps need and the publisher has not are errors. Where other people start the runs, rights that one of
 * their roles has not are warnings: those runs fail at that step. Nothing is said while the publisher is not known.
 */
export function validatePermissions(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  const { publisherRole } = metadata;
  if (publisherRole === undefined) return [];
  const others = ACTS_FOR_PUBLISHER.has(graph.trigger.type)
    ? []
    : ROLES.filter((role) => role !== publisherRole && allows(role, "records.update"));
  return graph.steps.flatMap((step) =>
    worksOf(step).flatMap((work) => [
      ...missingAction(step, work, publisherRole),
      ...closedFields(work, metadata).flatMap((field) => fieldProblems({ step, work, field }, publisherRole, others)),
    ]),
  );
}

function worksOf(step: StepDefinition): readonly Work[] {
  const own = { type: step.type, config: step.config, path: null };
  return step.compensation === undefined ? [own] : [own, { ...step.compensation, path: "compensation" }];
}

function missingAction(step: StepDefinition, work: Work, role: Role): readonly WorkflowProblem[] {
  const action = findStepType(work.type)?.action ?? null;
  if (action === null || allows(role, action)) return [];
  const message = `You have no right to do what "${step.name}" does, so you can't publish it.`;
  return [{ severity: "error", code: "permission_missing", message, stepKey: step.key, path: work.path }];
}

/** Fields that a step writes and that not everybody may write. */
function closedFields({ config }: Work, metadata: WorkflowMetadata): readonly FieldDefinition[] {
  if (typeof config !== "object" || config === null || !("entityType" in config && "fields" in config)) return [];
  const { entityType: key, fields } = config;
  const entityType = typeof key === "string" ? findEntityType(metadata, key) : undefined;
  if (entityType === undefined || typeof fields !== "object" || fields === null) return [];
  return Object.keys(fields).flatMap((name) => {
    const field = findField(entityType, name);
    return field === undefined || (field.readRoles === null && field.writeRoles === null) ? [] : [field];
  });
}

type FieldPlace = { readonly step: StepDefinition; readonly work: Work; readonly field: FieldDefinition };

function fieldProblems(place: FieldPlace, publisher: Role, others: readonly Role[]): readonly WorkflowProblem[] {
  const { step, work, field } = place;
  const path = [work.path, "fields", field.key].filter((part) => part !== null).join(".");
  const at = { stepKey: step.key, path };
  if (fieldAccess(field, publisher) !== "write") {
    const message = `You may not change ${field.label}, so you can't publish a step that does.`;
    return [{ severity: "error", code: "permission_missing", message, ...at }];
  }
  const refused = others.filter((role) => fieldAccess(field, role) !== "write");
  if (refused.length === 0) return [];
  const message = `Runs act for whoever starts them: those of ${refused.join(" and ")} fail here, as they may not change ${field.label}.`;
  return [{ severity: "warning", code: "permission_of_others", message, ...at }];
}
