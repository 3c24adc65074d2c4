import { Graph, type GraphLabel, layout } from "@dagrejs/dagre";
import type { WorkflowGraph } from "@catalyst/contracts";
import { edgeName, findStep, placesOf, portsOf } from "./edges.ts";
import type { Point } from "./edge-path.ts";
import { type EdgePlace, TRIGGER } from "./graph-operation.ts";
import { isItemEnd, isLoop, loopBodies } from "./loops.ts";

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
/** What an end mark takes of a row: room for its branch's label. */
const END_SPAN = 150;
/** In larger workflows only outermost loops get a block of the layout: each level makes it twice as slow. */
const NESTING_LIMIT = 80;
/** In still larger ones none does. */
const BLOCK_LIMIT = 400;
/** Around the steps of a loop; above them also its heading. */
export const LANE_PADDING = 24;
export const LANE_HEAD = 30;

/** Where everything stands: top left corners of nodes, and the lane of each edge. */
export type GraphLayout = { readonly nodes: ReadonlyMap<string, Point>; readonly lanes: ReadonlyMap<string, number> };

/** Id of the mark behind an open exit. */
export function endId(place: EdgePlace): string {
  return `end:${place.from}:${place.port}`;
}

/** Id of the block around what a loop repeats. */
export function laneId(loop: string): string {
  return `lane:${loop}`;
}

/** All that the layout depends on, as one text: names and configs may change without anything moving. */
export function layoutKey(graph: WorkflowGraph): string {
  return JSON.stringify([
    graph.steps.map((step) => [step.key, step.type]),
    graph.edges.map((edge) => [edge.from, edge.port, edge.to]),
  ]);
}

/** Lays a workflow out, positions that people chose left aside. The same graph always gives the same layout. */
export function layoutGraph(graph: WorkflowGraph, gap = BRANCH_GAP): GraphLayout {
  const places = placesOf(graph).filter((place) => place.to === null || findStep(graph, place.to) !== undefined);
  const drawn = arrange(graph, places, gap);
  const rows = rowTops(graph, drawn, places);
  const nodes = new Map(
    drawn
      .nodes()
      .filter((id) => drawn.children(id).length === 0)
      .map((id) => [id, { x: Math.round(drawn.node(id).x - NODE_WIDTH / 2), y: rows.get(drawn.node(id).y)?.top ?? 0 }]),
  );
  const lanes = new Map(places.flatMap((place) => laneOf(drawn, place, rows)));
  return { nodes, lanes };
}

type Drawn = InstanceType<
  typeof Graph<GraphLabel, { width: number; height: number; x: number; y: number }, { points: Point[] }>
>;

function arrange(graph: WorkflowGraph, places: readonly EdgePlace[], gap: number): Drawn {
  const drawn: Drawn = new Graph({ multigraph: true, compound: hasBlocks(graph) });
  drawn.setGraph({ rankdir: "TB", nodesep: gap, ranksep: ROW_PITCH - NODE_HEIGHT });
  drawn.setDefaultEdgeLabel(() => ({ points: [] }));
  const size = { width: NODE_WIDTH, height: NODE_HEIGHT, x: 0, y: 0 };
  const ends = new Set(places.flatMap((place) => (place.to === null ? [endId(place)] : [])));
  for (const id of inReadingOrder(graph, places))
    drawn.setNode(id, ends.has(id) ? { ...size, width: END_SPAN } : { ...size });
  if (hasBlocks(graph)) keepLoopsTogether(drawn, graph, places);
  for (const place of places) drawn.setEdge(place.from, place.to ?? endId(place), { points: [] }, edgeName(place));
  layout(drawn, { disableOptimalOrderHeuristic: true });
  return drawn;
}

function hasBlocks({ steps }: WorkflowGraph): boolean {
  return steps.length <= BLOCK_LIMIT && steps.some(isLoop);
}

/** What a loop repeats stays in one block, which nothing else runs through. */
function keepLoopsTogether(drawn: Drawn, graph: WorkflowGraph, places: readonly EdgePlace[]): void {
  const bodies = loopBodies(graph);
  const nested = graph.steps.length <= NESTING_LIMIT;
  const inner = new Set(bodies.flatMap(({ steps }) => [...steps]));
  for (const body of bodies.filter(({ loop }) => nested || !inner.has(loop))) {
    const lane = laneId(body.loop);
    const around = drawn.parent(body.loop);
    drawn.setNode(lane, { width: 0, height: 0, x: 0, y: 0 });
    if (typeof around === "string") drawn.setParent(lane, around);
    for (const step of body.steps) drawn.setParent(step, lane);
    for (const place of places) if (place.to === null && isItemEnd(body, place)) drawn.setParent(endId(place), lane);
  }
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
  const ids = drawn.nodes().filter((id) => drawn.children(id).length === 0);
  const byHeight = Map.groupBy(ids, (id) => drawn.node(id).y);
  const heights = [...byHeight.keys()].sort((left, right) => left - right);
  const inputs = Map.groupBy(places, (place) => place.to ?? endId(place));
  const loops = new Set(loopBodies(graph).map(({ loop }) => loop));
  const branches = (id: string): boolean => portsOf(graph, id).length > 1;
  const joins = (id: string): boolean => (inputs.get(id)?.length ?? 0) > 1;
  const begins = (id: string): boolean =>
    (inputs.get(id) ?? []).some((place) => loops.has(place.from) && place.port === "item");
  const rows = new Map<number, Row>();
  let top = 0;
  for (const [at, height] of heights.entries()) {
    const above = byHeight.get(heights[at - 1] ?? Number.NaN) ?? [];
    const wide = above.some(branches) || (byHeight.get(height) ?? []).some(joins);
    const headed = (byHeight.get(height) ?? []).some(begins);
    if (at > 0) top += (wide ? BRANCH_PITCH : ROW_PITCH) + (headed ? LANE_HEAD + LANE_PADDING : 0);
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
