import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { findStepType } from "../step/step-registry.ts";
import type { OutputField } from "../step/step-type.ts";
import { ancestorsOf, indexGraph } from "./graph-index.ts";
import type { ReadableData, ReadableStep } from "./readable-data.ts";
import { NEEDS_RECORD } from "../trigger/trigger-needs.ts";
import { findEntityType, type WorkflowMetadata } from "./workflow-metadata.ts";

/** What a step, or (`stepKey` null) the trigger's condition, can read. */
export function readableDataOf(graph: WorkflowGraph, stepKey: string | null, metadata: WorkflowMetadata): ReadableData {
  const before = stepKey === null ? new Set<string>() : ancestorsOf(indexGraph(graph), stepKey);
  const { config } = graph.trigger;
  const readable = (step: StepDefinition): [string, ReadableStep] => {
    const outputs = outputsOf(step, metadata);
    return [
      step.key,
      { name: step.name, outputs, reach: before.has(step.key) && step.key !== stepKey ? "before" : "not before" },
    ];
  };
  return {
    entityType: findEntityType(metadata, config.entityType),
    recordless: config.entityType === "" && !NEEDS_RECORD.has(graph.trigger.type),
    steps: new Map([[TRIGGER_KEY, readableTrigger(graph.trigger)], ...graph.steps.map(readable)]),
  };
}

/** Name under which expressions find what whoever started a run gave to it: `steps.trigger.amount`. */
export const TRIGGER_KEY = "trigger";

/** What a trigger gives beside the record: the inputs that it asks for, and the body of a webhook's call. */
function readableTrigger({ type, config }: WorkflowGraph["trigger"]): ReadableStep {
  const asked = (config.input ?? []).map(({ key, label, type: kind }): OutputField => ({
    path: key,
    label,
    type: kind,
  }));
  const body: OutputField = { path: "body", label: "Body", type: "json" };
  return { name: "Trigger", outputs: type === "webhook@1" ? [...asked, body] : asked, reach: "before" };
}

/** What a step's compensation can read: what the step can, and what the step itself gave. */
export function readableForUndo(data: ReadableData, stepKey: string): ReadableData {
  const own = data.steps.get(stepKey);
  if (own === undefined) return data;
  return { ...data, steps: new Map([...data.steps, [stepKey, { ...own, reach: "before" }]]) };
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
