import type { EdgeDefinition, StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { edgesFrom, edgesInto, findStep, hasPlace, portsOf, reachableFrom, uniqueEdges } from "./edges.ts";
import { type EdgePlace, TRIGGER } from "./graph-operation.ts";

/** As many as a draft can hold. */
const STEP_LIMIT = 3_000;

/** Puts a step into a place; what stood behind the place comes behind the step's first exit. */
export function insertStep(graph: WorkflowGraph, place: EdgePlace, step: StepDefinition): WorkflowGraph {
  if (
    findStep(graph, step.key) !== undefined ||
    step.key === TRIGGER ||
    graph.steps.length >= STEP_LIMIT ||
    !hasPlace(graph, place)
  )
    return graph;
  const withStep = { ...graph, steps: placedAfter(graph.steps, place.from, step) };
  const [port] = portsOf(withStep, step.key);
  const behind: EdgeDefinition[] =
    place.to === null || port === undefined ? [] : [{ from: step.key, port: port.key, to: place.to }];
  const edge: EdgeDefinition = { from: place.from, port: place.port, to: step.key };
  const at = graph.edges.findIndex(
    (known) => known.from === place.from && known.port === place.port && known.to === place.to,
  );
  const edges = at < 0 ? [...graph.edges, edge] : graph.edges.with(at, edge);
  return { ...withStep, edges: [...edges, ...behind] };
}

/** Takes a step out and joins what led to it with what came behind it. Branches that nothing leads to any more go too. */
export function removeStep(graph: WorkflowGraph, key: string, keepPort?: string): WorkflowGraph {
  if (findStep(graph, key) === undefined) return graph;
  const before = edgesInto(graph, key);
  const kept = keepPort ?? firstUsedPort(graph, key);
  const behind = kept === undefined ? [] : edgesFrom(graph, key, kept);
  const healed = before.flatMap((edge) => behind.map(({ to }): EdgeDefinition => ({ ...edge, to })));
  const edges = uniqueEdges([...graph.edges.filter((edge) => edge.from !== key && edge.to !== key), ...healed]);
  return withoutLost(graph, { ...graph, steps: graph.steps.filter((step) => step.key !== key), edges });
}

/** Steps that a deletion would take along, beside the step itself. */
export function stepsLostWith(graph: WorkflowGraph, key: string, keepPort?: string): readonly StepDefinition[] {
  const left = new Set(removeStep(graph, key, keepPort).steps.map((step) => step.key));
  return graph.steps.filter((step) => step.key !== key && !left.has(step.key));
}

/** Takes a step to another place. A step whose exits lead several ways stays, as its branches could not follow. */
export function relocateStep(graph: WorkflowGraph, key: string, place: EdgePlace): WorkflowGraph {
  const step = findStep(graph, key);
  if (step === undefined || !canMove(graph, key)) return graph;
  const without = removeStep(graph, key);
  if (!hasPlace(without, place)) return graph;
  const { position: _position, ...unplaced } = step;
  return insertStep(without, place, unplaced);
}

/** Whether a step can be moved by itself. */
export function canMove(graph: WorkflowGraph, key: string): boolean {
  return portsOf(graph, key).filter((port) => edgesFrom(graph, key, port.key).length > 0).length < 2;
}

/** Leads an exit to a step that exists. Never makes a loop: the run would not end. */
export function connect(graph: WorkflowGraph, edge: EdgeDefinition): WorkflowGraph {
  const exists = hasPlace(graph, { ...edge, to: null }) && findStep(graph, edge.to) !== undefined;
  if (!exists || edge.from === edge.to || reachableFrom(graph.edges, edge.to).has(edge.from)) return graph;
  return { ...graph, edges: [...graph.edges, edge] };
}

/** Takes one of several connections of a step away; the last one stays, or the step would be lost. */
export function disconnect(graph: WorkflowGraph, edge: EdgeDefinition): WorkflowGraph {
  const edges = graph.edges.filter(
    (known) => !(known.from === edge.from && known.port === edge.port && known.to === edge.to),
  );
  if (edges.length === graph.edges.length || !reachableFrom(edges, TRIGGER).has(edge.to)) return graph;
  return { ...graph, edges };
}

/** What a changed config leaves without an exit goes: edges of a branch that was taken away, and steps that only it led to. */
export function withoutLostExits(before: WorkflowGraph, after: WorkflowGraph): WorkflowGraph {
  if (before === after) return after;
  const edges = after.edges.filter((edge) => portsOf(after, edge.from).some((port) => port.key === edge.port));
  return edges.length === after.edges.length ? after : withoutLost(before, { ...after, edges });
}

function firstUsedPort(graph: WorkflowGraph, key: string): string | undefined {
  return portsOf(graph, key).find((port) => edgesFrom(graph, key, port.key).length > 0)?.key;
}

/** Steps that were reachable and are no longer. Others, which a hand-made document may hold, stay. */
function withoutLost(before: WorkflowGraph, after: WorkflowGraph): WorkflowGraph {
  const was = reachableFrom(before.edges, TRIGGER);
  const is = reachableFrom(after.edges, TRIGGER);
  const lost = new Set(after.steps.map((step) => step.key).filter((key) => was.has(key) && !is.has(key)));
  if (lost.size === 0) return after;
  return {
    ...after,
    steps: after.steps.filter((step) => !lost.has(step.key)),
    edges: after.edges.filter((edge) => !lost.has(edge.from) && !lost.has(edge.to)),
  };
}

function placedAfter(steps: readonly StepDefinition[], origin: string, step: StepDefinition): StepDefinition[] {
  return steps.toSpliced(steps.findIndex((known) => known.key === origin) + 1, 0, step);
}
