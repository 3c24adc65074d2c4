import type { WorkflowGraph } from "@catalyst/contracts";
import { edgesFrom, edgesInto, portsOf } from "./edges.ts";
import { type Origin } from "./graph-operation.ts";

/** Directions of the arrow keys. */
export type Direction = "up" | "down" | "left" | "right";

/** The step (or trigger) that an arrow key leads to; null where the graph ends. Left and right go between branches. */
export function walkFrom(graph: WorkflowGraph, origin: Origin, direction: Direction): Origin | null {
  switch (direction) {
    case "down":
      return targetsOf(graph, origin)[0] ?? null;
    case "up":
      return edgesInto(graph, origin)[0]?.from ?? null;
    case "left":
      return sibling(graph, origin, -1);
    case "right":
      return sibling(graph, origin, 1);
  }
}

function targetsOf(graph: WorkflowGraph, origin: Origin): readonly string[] {
  return portsOf(graph, origin).flatMap((port) => edgesFrom(graph, origin, port.key).map((edge) => edge.to));
}

/** The step at the same distance below the nearest branching, on the other branch. */
function sibling(graph: WorkflowGraph, origin: Origin, by: -1 | 1): Origin | null {
  let at = origin;
  for (let below = 0; below < graph.steps.length; below += 1) {
    const edge = edgesInto(graph, at)[0];
    if (edge === undefined) return null;
    const row = targetsOf(graph, edge.from);
    const other = row[row.indexOf(at) + by];
    if (other !== undefined && row.length > 1) return descend(graph, other, below);
    at = edge.from;
  }
  return null;
}

function descend(graph: WorkflowGraph, origin: Origin, by: number): Origin {
  let at = origin;
  for (let step = 0; step < by; step += 1) at = targetsOf(graph, at)[0] ?? at;
  return at;
}
