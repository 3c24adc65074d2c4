import type { StepDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import { findStepType } from "../step/step-registry.ts";
import { readableDataOf } from "./readable-data-of.ts";
import { validationFor } from "./step-validation.ts";
import { validateShape } from "./validate-shape.ts";
import { findField, type WorkflowMetadata } from "./workflow-metadata.ts";

/** Everything wrong with a workflow, steps in their order. Server and console run the same; errors refuse publishing. */
export function validateGraph(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  return [
    ...validateTrigger(graph, metadata),
    ...validateShape(graph),
    ...graph.steps.flatMap((step) => validateStep(graph, step, metadata)),
  ];
}

/** Whether a workflow may be published. */
export function isPublishable(problems: readonly WorkflowProblem[]): boolean {
  return problems.every((problem) => problem.severity !== "error");
}

function validateTrigger(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  const problems: WorkflowProblem[] = [];
  const validation = validationFor({ stepKey: null, problems, metadata, data: readableDataOf(graph, null, metadata) });
  const { entityType: key, watchedFields, condition } = graph.trigger.config;
  const entityType = validation.entityType("entityType", key);
  if (entityType === undefined) return problems;
  for (const field of watchedFields) {
    if (findField(entityType, field) === undefined)
      validation.error({
        code: "unknown_field",
        path: "watchedFields",
        message: `${entityType.label} has no field "${field}".`,
      });
  }
  if (condition !== undefined) validation.condition("condition", condition);
  return problems;
}

function validateStep(
  graph: WorkflowGraph,
  step: StepDefinition,
  metadata: WorkflowMetadata,
): readonly WorkflowProblem[] {
  const problems: WorkflowProblem[] = [];
  const type = findStepType(step.type);
  if (type === undefined)
    return [
      {
        severity: "error",
        code: "unknown_step_type",
        message: `There is no step type ${step.type}.`,
        stepKey: step.key,
        path: null,
      },
    ];
  type.validate(
    step.config,
    validationFor({ stepKey: step.key, problems, metadata, data: readableDataOf(graph, step.key, metadata) }),
  );
  return problems;
}
