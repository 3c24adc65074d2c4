import type { Compensation, StepDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import { findStepType } from "../step/step-registry.ts";
import type { ReadableData } from "./readable-data.ts";
import { readableDataOf, readableForUndo } from "./readable-data-of.ts";
import { validationFor } from "./step-validation.ts";
import { validateShape } from "./validate-shape.ts";
import { validatePermissions } from "./validate-permissions.ts";
import { validateCalls } from "./validate-calls.ts";
import { validateLoops } from "./validate-loops.ts";
import { validateTrigger } from "./validate-trigger.ts";
import type { WorkflowMetadata } from "./workflow-metadata.ts";

/** Everything wrong with a workflow, steps in their order. Server and console run the same; errors refuse publishing. */
export function validateGraph(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  return [
    ...validateTrigger(graph, metadata),
    ...validateShape(graph),
    ...validateLoops(graph),
    ...validateCalls(graph, metadata),
    ...validatePermissions(graph, metadata),
    ...graph.steps.flatMap((step) => validateStep(graph, step, metadata)),
  ];
}

/** Whether a workflow may be published. */
export function isPublishable(problems: readonly WorkflowProblem[]): boolean {
  return problems.every((problem) => problem.severity !== "error");
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
  const data = readableDataOf(graph, step.key, metadata);
  type.validate(step.config, validationFor({ stepKey: step.key, problems, metadata, data }));
  const undo = { step, problems, metadata, data: readableForUndo(data, step.key) };
  return step.compensation === undefined ? problems : [...problems, ...validateUndo(undo, step.compensation)];
}

type UndoPlace = { readonly step: StepDefinition; readonly metadata: WorkflowMetadata; readonly data: ReadableData };

/** What undoes a step happens within one transaction, or is a call whose outcome is known: it never waits or branches. */
function validateUndo({ step, metadata, data }: UndoPlace, undo: Compensation): readonly WorkflowProblem[] {
  const stepKey = step.key;
  const path = "compensation";
  const type = findStepType(undo.type);
  const message = `"${step.name}" can't be undone by a step of this type.`;
  if (type === undefined || type.ports.length !== 1 || (type.kind !== "database" && type.kind !== "external"))
    return [{ severity: "error", code: "compensation_type", message, stepKey, path }];
  const problems: WorkflowProblem[] = [];
  type.validate(undo.config, validationFor({ stepKey, problems, metadata, data }));
  return problems.map((problem) => ({
    ...problem,
    path: [path, problem.path].filter((part) => part !== null).join("."),
  }));
}
