import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { routeEdge } from "./edge-path.ts";
import { placesOf } from "./edges.ts";
import type { EdgePlace, GraphOperation } from "./graph-operation.ts";
import { graphReducer } from "./graph-reducer.ts";
import { endId, layoutGraph, NODE_HEIGHT, NODE_WIDTH } from "./layout.ts";

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

test("nodes of a workflow never overlap", () => {
  let graph = EMPTY;
  for (let at = 0; at < 120; at += 1) {
    const places = placesOf(graph);
    const place = places[(at * 7) % places.length];
    if (place) graph = graphReducer(graph, add(`s${at}`, place, at % 4 === 0 ? "if_else@1" : "delay@1"));
  }

  const nodes = [...layoutGraph(graph).nodes.values()];

  for (const [at, left] of nodes.entries()) {
    for (const right of nodes.slice(at + 1)) {
      expect(Math.abs(left.x - right.x) >= NODE_WIDTH || Math.abs(left.y - right.y) >= NODE_HEIGHT).toBe(true);
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
