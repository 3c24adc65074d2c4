import type { EdgeDefinition, StepDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import { ERROR_PORT } from "../give-up.ts";
import { exitsOf } from "../step/exits.ts";
import { findStepType } from "../step/step-registry.ts";
import { TRIGGER_KEY } from "./readable-data-of.ts";
import { ancestorsOf, type GraphIndex, indexGraph } from "./graph-index.ts";

/** What is wrong with how steps hang together, whatever they do. */
export function validateShape(graph: WorkflowGraph): readonly WorkflowProblem[] {
  const index = indexGraph(graph);
  if (graph.steps.length === 0) return [problem("empty", null, "The workflow has no step yet. Add one.")];
  return [
    ...duplicates(graph.steps),
    ...edgeProblems(index),
    ...reachProblems(index),
    ...graph.steps.flatMap((step) => unusedPorts(index, step)),
  ];
}

function duplicates(steps: readonly StepDefinition[]): readonly WorkflowProblem[] {
  const seen = new Set<string>();
  return steps.flatMap((step) => {
    if (step.key === TRIGGER_KEY)
      return [
        problem("reserved_key", step.key, `"${step.name}" can't have the key "trigger": it is what started the run.`),
      ];
    const twice = seen.has(step.key);
    seen.add(step.key);
    return twice ? [problem("duplicate_step", step.key, `Two steps have the key "${step.key}".`)] : [];
  });
}

function edgeProblems(index: GraphIndex): readonly WorkflowProblem[] {
  const seen = new Set<string>();
  return index.graph.edges.flatMap((edge) => {
    const name = `${edge.from}:${edge.port}:${edge.to}`;
    const twice = seen.has(name);
    seen.add(name);
    return twice
      ? [problem("duplicate_edge", placeOf(edge), "Two equal connections leave this step.")]
      : edgeProblem(index, edge);
  });
}

function edgeProblem(index: GraphIndex, edge: EdgeDefinition): readonly WorkflowProblem[] {
  if (!index.steps.has(edge.to))
    return [
      problem("edge_to_nowhere", placeOf(edge), `A connection leads to the step "${edge.to}", which does not exist.`),
    ];
  if (edge.from === "trigger")
    return edge.port === "next" ? [] : [problem("unknown_port", null, `The trigger has no exit "${edge.port}".`)];
  const from = index.steps.get(edge.from);
  if (from === undefined)
    return [
      problem("edge_from_nowhere", edge.to, `A connection comes from the step "${edge.from}", which does not exist.`),
    ];
  if (findStepType(from.type) === undefined || exitsOf(from).some((port) => port.key === edge.port)) return [];
  return [problem("unknown_port", from.key, `"${from.name}" has no exit "${edge.port}".`)];
}

/** A cycle would never end: what is done again and again is the body of a loop, which has a bound. */
function reachProblems(index: GraphIndex): readonly WorkflowProblem[] {
  return index.graph.steps.flatMap((step) => {
    if (ancestorsOf(index, step.key).has(step.key))
      return [problem("cycle", step.key, `"${step.name}" leads back to itself, so the run would never end.`)];
    return index.reachable.has(step.key) ? [] : [problem("unreachable", step.key, `Nothing leads to "${step.name}".`)];
  });
}

/** Steps may end a branch; a condition of which no exit is used decides nothing. */
function unusedPorts(index: GraphIndex, step: StepDefinition): readonly WorkflowProblem[] {
  if (step.onError === "path" && !(index.outgoing.get(step.key) ?? []).some((edge) => edge.port === ERROR_PORT))
    return [problem("error_path_missing", step.key, `The error path of "${step.name}" leads nowhere.`)];
  const ports = findStepType(step.type) === undefined ? [] : exitsOf(step);
  if (ports.length < 2 || (index.outgoing.get(step.key) ?? []).length > 0) return [];
  return [{ ...problem("unused_ports", step.key, `No exit of "${step.name}" leads anywhere.`), severity: "warning" }];
}

function placeOf(edge: EdgeDefinition): string | null {
  return edge.from === "trigger" ? null : edge.from;
}

function problem(code: string, stepKey: string | null, message: string): WorkflowProblem {
  return { severity: "error", code, message, stepKey, path: null };
}
