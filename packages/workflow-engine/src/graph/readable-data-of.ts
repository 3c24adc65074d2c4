import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { findStepType } from "../step/step-registry.ts";
import type { OutputField } from "../step/step-type.ts";
import { ancestorsOf, indexGraph } from "./graph-index.ts";
import type { ReadableData, ReadableStep } from "./readable-data.ts";
import { findEntityType, type WorkflowMetadata } from "./workflow-metadata.ts";

/** What a step, or (`stepKey` null) the trigger's condition, can read. */
export function readableDataOf(graph: WorkflowGraph, stepKey: string | null, metadata: WorkflowMetadata): ReadableData {
  const before = stepKey === null ? new Set<string>() : ancestorsOf(indexGraph(graph), stepKey);
  const readable = (step: StepDefinition): [string, ReadableStep] => {
    const outputs = outputsOf(step, metadata);
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

// Steps and metadata are never changed, only replaced. Without this, checking n steps parses n * n configs.
const known = new WeakMap<WorkflowMetadata, WeakMap<StepDefinition, readonly OutputField[]>>();

function outputsOf(step: StepDefinition, metadata: WorkflowMetadata): readonly OutputField[] {
  const ofMetadata = known.get(metadata) ?? new WeakMap<StepDefinition, readonly OutputField[]>();
  known.set(metadata, ofMetadata);
  const outputs = ofMetadata.get(step) ?? findStepType(step.type)?.outputs(step.config, metadata) ?? [];
  ofMetadata.set(step, outputs);
  return outputs;
}
