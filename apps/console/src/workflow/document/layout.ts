import { Graph, type GraphLabel, layout } from "@dagrejs/dagre";
import type { WorkflowGraph } from "@catalyst/contracts";
import { edgeName, findStep, placesOf, portsOf } from "./edges.ts";
import type { Point } from "./edge-path.ts";
import { type EdgePlace, TRIGGER } from "./graph-operation.ts";

/** Every node has one size, so that layout and culling are exact. */
export const NODE_WIDTH = 248;
export const NODE_HEIGHT = 60;
/** The mark behind an exit that leads nowhere. */
export const END_WIDTH = 72;
export const END_HEIGHT = 28;
/** From one row to the next; more below a branching step, whose edges carry labels, and above a join. */
const ROW_PITCH = 106;
const BRANCH_PITCH = 128;
const BRANCH_GAP = 128;

/** Where everything stands: top left corners of nodes, and the lane of each edge. */
export type GraphLayout = { readonly nodes: ReadonlyMap<string, Point>; readonly lanes: ReadonlyMap<string, number> };

/** Id of the mark behind an open exit. */
export function endId(place: EdgePlace): string {
  return `end:${place.from}:${place.port}`;
}

/** All that the layout depends on, as one text: names and configs may change without anything moving. */
export function layoutKey(graph: WorkflowGraph): string {
  return JSON.stringify([
    graph.steps.map((step) => [step.key, step.type]),
    graph.edges.map((edge) => [edge.from, edge.port, edge.to]),
  ]);
}

/** Lays a workflow out, positions that people chose left aside. The same graph always gives the same layout. */
export function layoutGraph(graph: WorkflowGraph): GraphLayout {
  const places = placesOf(graph).filter((place) => place.to === null || findStep(graph, place.to) !== undefined);
  const drawn = arrange(graph, places);
  const rows = rowTops(graph, drawn, places);
  const nodes = new Map(
    drawn
      .nodes()
      .map((id) => [id, { x: Math.round(drawn.node(id).x - NODE_WIDTH / 2), y: rows.get(drawn.node(id).y)?.top ?? 0 }]),
  );
  const lanes = new Map(places.flatMap((place) => laneOf(drawn, place, rows)));
  return { nodes, lanes };
}

type Drawn = InstanceType<
  typeof Graph<GraphLabel, { width: number; height: number; x: number; y: number }, { points: Point[] }>
>;

function arrange(graph: WorkflowGraph, places: readonly EdgePlace[]): Drawn {
  const drawn: Drawn = new Graph({ multigraph: true });
  drawn.setGraph({ rankdir: "TB", nodesep: BRANCH_GAP, ranksep: ROW_PITCH - NODE_HEIGHT });
  drawn.setDefaultEdgeLabel(() => ({ points: [] }));
  const size = { width: NODE_WIDTH, height: NODE_HEIGHT, x: 0, y: 0 };
  for (const id of inReadingOrder(graph, places)) drawn.setNode(id, { ...size });
  for (const place of places) drawn.setEdge(place.from, place.to ?? endId(place), { points: [] }, edgeName(place));
  layout(drawn, { disableOptimalOrderHeuristic: true });
  return drawn;
}

/** Depth first along the exits in their order: dagre keeps it within a row, so that Yes stays left of No. */
function inReadingOrder(graph: WorkflowGraph, places: readonly EdgePlace[]): readonly string[] {
  const behind = Map.groupBy(places, (place) => place.from);
  const seen = new Set<string>();
  const pending = [...graph.steps.map((step) => step.key).reverse(), TRIGGER];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    pending.push(...(behind.get(at) ?? []).map((place) => place.to ?? endId(place)).reverse());
  }
  return [...seen];
}

type Row = { readonly at: number; readonly top: number };

/** Rows by dagre's own heights, which it gives to all nodes of a row alike. */
function rowTops(graph: WorkflowGraph, drawn: Drawn, places: readonly EdgePlace[]): ReadonlyMap<number, Row> {
  const byHeight = Map.groupBy(drawn.nodes(), (id) => drawn.node(id).y);
  const heights = [...byHeight.keys()].sort((left, right) => left - right);
  const inputs = Map.groupBy(places, (place) => place.to ?? endId(place));
  const branches = (id: string): boolean => portsOf(graph, id).length > 1;
  const joins = (id: string): boolean => (inputs.get(id)?.length ?? 0) > 1;
  const rows = new Map<number, Row>();
  let top = 0;
  for (const [at, height] of heights.entries()) {
    const above = byHeight.get(heights[at - 1] ?? Number.NaN) ?? [];
    const wide = above.some(branches) || (byHeight.get(height) ?? []).some(joins);
    if (at > 0) top += wide ? BRANCH_PITCH : ROW_PITCH;
    rows.set(height, { at, top });
  }
  return rows;
}

/** An edge over several rows keeps the lane that dagre left free for it; a short one has none of its own. */
function laneOf(drawn: Drawn, place: EdgePlace, rows: ReadonlyMap<number, Row>): [string, number][] {
  const to = place.to ?? endId(place);
  const spans = (rows.get(drawn.node(to).y)?.at ?? 0) - (rows.get(drawn.node(place.from).y)?.at ?? 0);
  const { points } = drawn.edge({ v: place.from, w: to, name: edgeName(place) });
  const middle = points[Math.floor(points.length / 2)];
  return spans < 2 || middle === undefined ? [] : [[edgeName(place), Math.round(middle.x)]];
}
