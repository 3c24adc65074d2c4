import type { WorkflowGraph } from "@catalyst/contracts";

/**
 * A graph as one text that depends on what it does only: keys sorted, canvas positions left out, steps and edges in a
 * fixed order. Its SHA-256 is the content hash of a version; publishing the same text again changes nothing.
 */
export function canonicalGraph(graph: WorkflowGraph): string {
  const steps = graph.steps
    .map(({ position: _position, ...step }) => step)
    .toSorted((left, right) => compare(left.key, right.key));
  const edges = graph.edges.toSorted((left, right) => compare(edgeName(left), edgeName(right)));
  return JSON.stringify(sorted({ schema: graph.schema, trigger: graph.trigger, steps, edges }));
}

function edgeName(edge: WorkflowGraph["edges"][number]): string {
  return `${edge.from}:${edge.port}:${edge.to}`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(
    entries.toSorted(([left], [right]) => compare(left, right)).map(([key, entry]) => [key, sorted(entry)]),
  );
}
