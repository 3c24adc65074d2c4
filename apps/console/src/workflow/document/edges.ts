import type { EdgeDefinition, StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { exitsOf, type StepPort } from "@catalyst/workflow-engine";
import { type EdgePlace, type Origin, TRIGGER } from "./graph-operation.ts";

const NEXT: readonly StepPort[] = [{ key: "next", label: "" }];

/** Exits of a step or of the trigger, in the order in which the canvas draws them. */
export function portsOf(graph: WorkflowGraph, origin: Origin): readonly StepPort[] {
  if (origin === TRIGGER) return NEXT;
  const step = findStep(graph, origin);
  return step === undefined ? NEXT : exitsOf(step);
}

/** The step of a key, if there is one. */
export function findStep(graph: WorkflowGraph, key: string): StepDefinition | undefined {
  return stepsByKey(graph.steps).get(key);
}

/** Edges that leave a place by one exit. */
export function edgesFrom(graph: WorkflowGraph, origin: Origin, port: string): readonly EdgeDefinition[] {
  return (edgesByEnd(graph.edges).from.get(origin) ?? []).filter((edge) => edge.port === port);
}

/** Edges that enter a step. */
export function edgesInto(graph: WorkflowGraph, key: string): readonly EdgeDefinition[] {
  return edgesByEnd(graph.edges).to.get(key) ?? [];
}

/** Every place where a step can be put: each edge, and the open end behind each exit that leads nowhere. */
export function placesOf(graph: WorkflowGraph): readonly EdgePlace[] {
  const origins = [TRIGGER, ...graph.steps.map((step) => step.key)];
  return origins.flatMap((from) => portsOf(graph, from).flatMap(({ key: port }) => placesBehind(graph, from, port)));
}

/** The places behind one exit. */
export function placesBehind(graph: WorkflowGraph, from: Origin, port: string): readonly EdgePlace[] {
  const edges = edgesFrom(graph, from, port);
  return edges.length === 0 ? [{ from, port, to: null }] : edges.map(({ to }) => ({ from, port, to }));
}

/** Whether a place is in the graph as it stands. */
export function hasPlace(graph: WorkflowGraph, place: EdgePlace): boolean {
  return (
    placesBehind(graph, place.from, place.port).some((known) => known.to === place.to) &&
    portsOf(graph, place.from).some((port) => port.key === place.port) &&
    (place.from === TRIGGER || findStep(graph, place.from) !== undefined)
  );
}

/** Steps that can be reached from a place by following edges, the place itself left out unless a cycle leads back. */
export function reachableFrom(edges: readonly EdgeDefinition[], origin: Origin): ReadonlySet<string> {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const seen = new Set<string>();
  const pending: Origin[] = [origin];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const { to } of next.get(at) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return seen;
}

/** Edges without repeats, in their order. */
export function uniqueEdges(edges: readonly EdgeDefinition[]): EdgeDefinition[] {
  const seen = new Set<string>();
  return edges.filter((edge) => {
    const name = edgeName(edge);
    return !seen.has(name) && seen.add(name);
  });
}

/** One text for an edge or place: its id on the canvas. */
export function edgeName(place: EdgePlace): string {
  return `${place.from}:${place.port}:${place.to ?? ""}`;
}

type Ends = {
  readonly from: ReadonlyMap<string, readonly EdgeDefinition[]>;
  readonly to: ReadonlyMap<string, readonly EdgeDefinition[]>;
};

// Graphs are never changed, only replaced, so their lists are indexed once: without this, drawing 300 steps is quadratic.
const stepIndexes = new WeakMap<readonly StepDefinition[], ReadonlyMap<string, StepDefinition>>();
const edgeIndexes = new WeakMap<readonly EdgeDefinition[], Ends>();

function stepsByKey(steps: readonly StepDefinition[]): ReadonlyMap<string, StepDefinition> {
  const known = stepIndexes.get(steps);
  if (known !== undefined) return known;
  const built = new Map(steps.map((step) => [step.key, step]));
  stepIndexes.set(steps, built);
  return built;
}

function edgesByEnd(edges: readonly EdgeDefinition[]): Ends {
  const known = edgeIndexes.get(edges);
  if (known !== undefined) return known;
  const built = { from: Map.groupBy(edges, (edge) => edge.from), to: Map.groupBy(edges, (edge) => edge.to) };
  edgeIndexes.set(edges, built);
  return built;
}
