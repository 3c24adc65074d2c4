import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { connect, disconnect, insertStep, relocateStep, removeStep, withoutLostExits } from "./change-steps.ts";
import type { Point } from "./edge-path.ts";
import { findStep, placesBehind, portsOf } from "./edges.ts";
import { type GraphOperation, TRIGGER } from "./graph-operation.ts";

/**
 * Applies one operation. Pure and total: an operation that does not fit gives the same graph object back, and a graph
 * without dangling edges, equal keys and loops never gets any.
 */
export function graphReducer(graph: WorkflowGraph, operation: GraphOperation): WorkflowGraph {
  switch (operation.kind) {
    case "addStep":
      return insertStep(graph, operation.place, operation.step);
    case "updateStep":
      return withoutLostExits(
        graph,
        changeStep(graph, operation.key, (step) => ({ ...step, ...operation.patch })),
      );
    case "renameStep":
      return renameStep(graph, operation.key, operation.name);
    case "moveStep":
      return relocateStep(graph, operation.key, operation.place);
    case "duplicateStep":
      return duplicateStep(graph, operation);
    case "deleteStep":
      return removeStep(graph, operation.key, operation.keepPort);
    case "connect":
      return connect(graph, { from: operation.from, port: operation.port, to: operation.to });
    case "disconnect":
      return disconnect(graph, { from: operation.from, port: operation.port, to: operation.to });
    case "setTrigger":
      return { ...graph, trigger: operation.trigger };
    case "placeStep":
      return placeStep(graph, operation.key, operation.position);
    case "tidyUp":
      return tidyUp(graph);
  }
}

function changeStep(
  graph: WorkflowGraph,
  key: string,
  change: (step: StepDefinition) => StepDefinition,
): WorkflowGraph {
  const at = graph.steps.findIndex((step) => step.key === key);
  const step = graph.steps[at];
  return step === undefined ? graph : { ...graph, steps: graph.steps.with(at, change(step)) };
}

function renameStep(graph: WorkflowGraph, key: string, name: string): WorkflowGraph {
  const trimmed = name.slice(0, 120);
  if (trimmed.trim() === "" || findStep(graph, key)?.name === trimmed) return graph;
  return changeStep(graph, key, (step) => ({ ...step, name: trimmed }));
}

function duplicateStep(
  graph: WorkflowGraph,
  operation: Extract<GraphOperation, { kind: "duplicateStep" }>,
): WorkflowGraph {
  const step = findStep(graph, operation.key);
  const [port] = portsOf(graph, operation.key);
  if (step === undefined || port === undefined) return graph;
  const [place] = placesBehind(graph, step.key, port.key);
  const { position: _position, ...unplaced } = step;
  return place === undefined
    ? graph
    : insertStep(graph, place, { ...unplaced, key: operation.newKey, name: operation.name.slice(0, 120) });
}

function placeStep(graph: WorkflowGraph, key: string, position: Point): WorkflowGraph {
  if (key === TRIGGER) return { ...graph, triggerPosition: position };
  return changeStep(graph, key, (step) => ({ ...step, position }));
}

function tidyUp(graph: WorkflowGraph): WorkflowGraph {
  const { triggerPosition, ...rest } = graph;
  if (triggerPosition === undefined && graph.steps.every((step) => step.position === undefined)) return graph;
  return { ...rest, steps: graph.steps.map(({ position: _position, ...step }) => step) };
}
