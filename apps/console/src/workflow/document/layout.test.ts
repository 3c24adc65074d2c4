import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { routeEdge } from "./edge-path.ts";
import { placesOf } from "./edges.ts";
import type { EdgePlace, GraphOperation } from "./graph-operation.ts";
import { graphReducer } from "./graph-reducer.ts";
import { END_WIDTH, endId, laneId, layoutGraph, NODE_HEIGHT, NODE_WIDTH } from "./layout.ts";
import { parallelJoins } from "./loops.ts";
import { type FlowNode, toFlow } from "./to-flow.ts";

const EMPTY: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [],
  edges: [],
};
const step = (key: string, type: string): StepDefinition => ({ key, type, name: key, config: {}, onError: "fail" });
const add = (key: string, place: EdgePlace, type = "delay@1"): GraphOperation => ({
  kind: "addStep",
  place,
  step: step(key, type),
});
const forked = [
  add("c", { from: "trigger", port: "next", to: null }, "if_else@1"),
  add("yes", { from: "c", port: "true", to: null }),
  add("no", { from: "c", port: "false", to: null }),
  add("yes2", { from: "yes", port: "next", to: null }),
  { kind: "connect", from: "no", port: "next", to: "yes2" } as const,
].reduce(graphReducer, EMPTY);

const SOURCE = { metadata: { entityTypes: [], principals: [] }, problems: [], states: null };
const widthOf = (id: string): number => (id.startsWith("end:") ? END_WIDTH : NODE_WIDTH);
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

function boxOf(node: FlowNode | undefined): Box {
  if (node === undefined) throw new Error("There is no such node");
  const { x, y } = node.position;
  return { left: x, top: y, right: x + (node.width ?? 0), bottom: y + (node.height ?? 0) };
}

test("nodes of a workflow never overlap", () => {
  let graph = EMPTY;
  for (let at = 0; at < 120; at += 1) {
    const places = placesOf(graph);
    const place = places[(at * 7) % places.length];
    if (place) graph = graphReducer(graph, add(`s${at}`, place, at % 4 === 0 ? "if_else@1" : "delay@1"));
  }

  const nodes = [...layoutGraph(graph).nodes].map(([id, { x, y }]) => ({ x, y, width: widthOf(id) }));

  for (const [at, left] of nodes.entries()) {
    for (const right of nodes.slice(at + 1)) {
      const apart = Math.abs(left.x - right.x) >= (left.width + right.width) / 2;
      expect(apart || Math.abs(left.y - right.y) >= NODE_HEIGHT).toBe(true);
    }
  }
});

test("the branch Yes stands left of the branch No, both below their condition and above their join", () => {
  const { nodes } = layoutGraph(forked);
  const at = (key: string) => nodes.get(key) ?? { x: 0, y: 0 };

  expect(at("yes").x).toBeLessThan(at("no").x);
  expect(at("yes").x + at("no").x).toBe(2 * at("c").x);
  expect([at("c").y, at("yes").y, at("yes2").y].toSorted((a, b) => a - b)).toEqual([
    at("c").y,
    at("yes").y,
    at("yes2").y,
  ]);
});

test("an exit that leads nowhere has an end mark", () => {
  expect(layoutGraph(forked).nodes.has(endId({ from: "yes2", port: "next", to: null }))).toBe(true);
});

test("what a loop repeats stands in a block of its own, with nothing else in it", () => {
  const looped = [
    add("find", { from: "trigger", port: "next", to: null }),
    add("each", { from: "find", port: "next", to: null }, "for_each@1"),
    add("in1", { from: "each", port: "item", to: null }, "for_each@1"),
    add("in2", { from: "in1", port: "item", to: null }, "if_else@1"),
    add("after", { from: "each", port: "next", to: null }),
    add("after2", { from: "after", port: "next", to: null }),
  ].reduce(graphReducer, EMPTY);
  const flow = toFlow({ ...SOURCE, graph: looped, layout: layoutGraph(looped) });
  const lane = (loop: string) => boxOf(flow.nodes.find((node) => node.id === laneId(loop)));
  const isInside = (id: string, box: Box) => {
    const { left, top, right, bottom } = boxOf(flow.nodes.find((node) => node.id === id));
    return left > box.left && right < box.right && top > box.top && bottom < box.bottom;
  };
  const held = (box: Box) => flow.nodes.map(({ id }) => id).filter((id) => isInside(id, box));

  expect(new Set(held(lane("in1")))).toEqual(new Set(["in2", "end:in2:true", "end:in2:false"]));
  expect(held(lane("each"))).toEqual(expect.arrayContaining([laneId("in1"), "in1", "in2"]));
  for (const outside of ["trigger", "find", "each", "after", "after2"])
    expect(held(lane("each"))).not.toContain(outside);
});

test("branches of a parallel step join where they meet, those of a condition don't", () => {
  const joined = (type: string, ports: readonly [string, string]) => {
    const grown = [
      add("p", { from: "trigger", port: "next", to: null }, type),
      add("l", { from: "p", port: ports[0], to: null }),
      add("r", { from: "p", port: ports[1], to: null }),
      add("z", { from: "l", port: "next", to: null }),
      { kind: "connect", from: "r", port: "next", to: "z" } as const,
      add("end", { from: "z", port: "next", to: null }),
    ].reduce(graphReducer, EMPTY);
    return [...parallelJoins(grown)];
  };

  expect(joined("if_else@1", ["true", "false"])).toEqual([]);
  expect(joined("parallel@1", ["branch1", "branch2"])).toEqual(["z"]);
});

test("the same graph always gives the same layout", () => {
  expect(layoutGraph(structuredClone(forked))).toEqual(layoutGraph(forked));
});

test("an edge between nodes above each other is one straight line with its button in the middle", () => {
  const route = routeEdge({ source: { x: 10, y: 0 }, target: { x: 10, y: 46 }, laneX: 10, bendAtSource: false });

  expect(route).toEqual({ path: "M 10 0 L 10 46", button: { x: 10, y: 23 }, label: { x: 10, y: 0 } });
});

test("an edge of a branch turns at right angles with round corners", () => {
  const route = routeEdge({ source: { x: 200, y: 0 }, target: { x: 0, y: 68 }, laneX: 0, bendAtSource: true });

  expect(route.path).toBe("M 200 0 L 200 14 Q 200 24 190 24 L 10 24 Q 0 24 0 34 L 0 68");
  expect(route.label).toEqual({ x: 100, y: 24 });
});
