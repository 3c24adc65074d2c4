import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { findStepType } from "../step/step-registry.ts";
import { ancestorsOf, indexGraph } from "./graph-index.ts";
import type { ReadableData, ReadableStep } from "./readable-data.ts";
import { findEntityType, type WorkflowMetadata } from "./workflow-metadata.ts";

/** What a step, or (`stepKey` null) the trigger's condition, can read. */
export function readableDataOf(graph: WorkflowGraph, stepKey: string | null, metadata: WorkflowMetadata): ReadableData {
  const before = stepKey === null ? new Set<string>() : ancestorsOf(indexGraph(graph), stepKey);
  const readable = (step: StepDefinition): [string, ReadableStep] => {
    const outputs = findStepType(step.type)?.outputs(step.config, metadata) ?? [];
    return [
      step.key,
      { name: step.name, outputs, reach: before.has(step.key) && step.key !== stepKey ? "before" : "not before" },
    ];
  };
  return {
    entityType: findEntityType(metadata, graph.trigger.config.entityType),
    steps: new Map(graph.steps.map(readable)),
  };
}
