import type { EdgeDefinition, StepDefinition, StepKey, WorkflowGraph } from "@catalyst/contracts";

/** A graph with the lookups that deciding needs. Steps that the trigger can't reach have no incoming edges that count. */
export type GraphIndex = {
  readonly graph: WorkflowGraph;
  readonly steps: ReadonlyMap<string, StepDefinition>;
  /** Edges that leave a step, or the trigger under `trigger`. */
  readonly outgoing: ReadonlyMap<string, readonly EdgeDefinition[]>;
  /** How many edges from reachable places enter a step: what its join waits for. */
  readonly inputs: ReadonlyMap<string, number>;
  readonly reachable: ReadonlySet<string>;
};

const indexes = new WeakMap<WorkflowGraph, GraphIndex>();

/** Indexes a graph; the same graph object is indexed once. */
export function indexGraph(graph: WorkflowGraph): GraphIndex {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const built = build(graph);
  indexes.set(graph, built);
  return built;
}

/** The step of a key. Asking for one that the graph does not have is a programmer's error. */
export function stepOf(index: GraphIndex, key: StepKey): StepDefinition {
  const step = index.steps.get(key);
  if (step === undefined) throw new Error(`Assertion failed: the graph has no step ${key}`);
  return step;
}

/** All steps that can have run before a step, by following edges backwards. */
export function ancestorsOf(index: GraphIndex, key: string): ReadonlySet<string> {
  const parents = parentsOf(index);
  return closure(key, (at) => parents.get(at) ?? []);
}

type Parents = ReadonlyMap<string, readonly string[]>;
const parentIndexes = new WeakMap<GraphIndex, Parents>();

/** Where the edges into each step come from; built once for a graph, as checking it asks for every step. */
function parentsOf(index: GraphIndex): Parents {
  const known = parentIndexes.get(index);
  if (known !== undefined) return known;
  const grouped = Map.groupBy(index.graph.edges, (edge) => edge.to);
  const built: Parents = new Map([...grouped].map(([to, edges]) => [to, edges.map((edge) => edge.from)]));
  parentIndexes.set(index, built);
  return built;
}

function build(graph: WorkflowGraph): GraphIndex {
  const steps = new Map(graph.steps.map((step) => [step.key, step]));
  const outgoing = new Map<string, EdgeDefinition[]>();
  for (const edge of graph.edges) {
    if (!steps.has(edge.to)) continue;
    const leaving = outgoing.get(edge.from);
    if (leaving === undefined) outgoing.set(edge.from, [edge]);
    else leaving.push(edge);
  }
  const reachable = closure("trigger", (at) => (outgoing.get(at) ?? []).map((edge) => edge.to));
  const inputs = new Map<string, number>();
  for (const from of ["trigger", ...reachable]) {
    for (const edge of outgoing.get(from) ?? []) inputs.set(edge.to, (inputs.get(edge.to) ?? 0) + 1);
  }
  return { graph, steps, outgoing, inputs, reachable };
}

/** All that can be reached from a start, which counts only if something leads back to it. */
export function closure(start: string, next: (at: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...next(start)];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...next(at));
  }
  return seen;
}
