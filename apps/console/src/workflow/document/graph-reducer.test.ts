import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { validateGraph } from "@catalyst/workflow-engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stepsLostWith } from "./change-steps.ts";
import { editHistoryReducer, startHistory, UNDO_LIMIT } from "./edit-history.ts";
import { placesOf } from "./edges.ts";
import type { EdgePlace, GraphOperation } from "./graph-operation.ts";
import { graphReducer } from "./graph-reducer.ts";

const TYPES = ["send_email@1", "if_else@1", "delay@1"] as const;
const EMPTY: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [],
  edges: [],
};
const SHAPE_CODES = [
  "duplicate_step",
  "duplicate_edge",
  "edge_to_nowhere",
  "edge_from_nowhere",
  "unknown_port",
  "cycle",
  "unreachable",
];

const step = (key: string, type: string = "send_email@1"): StepDefinition => ({
  key,
  type,
  name: key,
  config: {},
  onError: "fail",
});
const add = (key: string, place: EdgePlace, type?: string): GraphOperation => ({
  kind: "addStep",
  place,
  step: step(key, type),
});
const build = (operations: readonly GraphOperation[]): WorkflowGraph => operations.reduce(graphReducer, EMPTY);
const names = (graph: WorkflowGraph): readonly string[] =>
  graph.edges.map((edge) => `${edge.from}.${edge.port}>${edge.to}`).toSorted();

/** A step of a random session: numbers choose among what the graph offers at that moment. */
type Choice = { readonly kind: number; readonly first: number; readonly second: number };
const choices = fc.array(fc.record({ kind: fc.nat(8), first: fc.nat(1_000), second: fc.nat(1_000) }), {
  maxLength: 60,
});

function choose(graph: WorkflowGraph, choice: Choice, at: number): GraphOperation {
  const places = placesOf(graph);
  const place = places[choice.first % places.length] ?? { from: "trigger", port: "next", to: null };
  const key = graph.steps[choice.second % Math.max(1, graph.steps.length)]?.key ?? "none";
  const operations: readonly GraphOperation[] = [
    add(`s${at}`, place, TYPES[choice.second % TYPES.length]),
    add(`s${choice.second % 20}`, place, "if_else@1"),
    { kind: "deleteStep", key, keepPort: choice.first % 2 === 0 ? "true" : undefined },
    { kind: "moveStep", key, place },
    { kind: "duplicateStep", key, newKey: `d${at}`, name: "Copy" },
    { kind: "connect", from: place.from, port: place.port, to: key },
    { kind: "disconnect", from: place.from, port: place.port, to: place.to ?? "none" },
    { kind: "renameStep", key, name: `Name ${choice.first}` },
    choice.first % 2 === 0
      ? { kind: "placeStep", key, position: { x: choice.first, y: choice.second } }
      : { kind: "tidyUp" },
  ];
  return operations[choice.kind] ?? { kind: "tidyUp" };
}

function shapeProblems(graph: WorkflowGraph): readonly string[] {
  return validateGraph(graph, { entityTypes: [], principals: [] })
    .map((problem) => problem.code)
    .filter((code) => SHAPE_CODES.includes(code));
}

test("any sequence of operations keeps the graph whole: no dangling edge, no equal keys, no loop, nothing lost from sight", () => {
  fc.assert(
    fc.property(choices, (session) => {
      let graph = EMPTY;
      for (const [at, choice] of session.entries()) {
        graph = graphReducer(graph, choose(graph, choice, at));
        expect(shapeProblems(graph)).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test("undo goes back through the very graphs that stood there, and redo forward again", () => {
  fc.assert(
    fc.property(choices, (session) => {
      let history = startHistory(EMPTY);
      const seen = [EMPTY];
      for (const [at, choice] of session.entries()) {
        history = editHistoryReducer(history, { kind: "apply", operation: choose(history.present, choice, at) });
        if (history.present !== seen.at(-1)) seen.push(history.present);
      }
      const last = history.present;
      for (const graph of seen.slice(0, -1).reverse()) {
        history = editHistoryReducer(history, { kind: "undo" });
        expect(history.present).toBe(graph);
      }
      for (const _graph of seen.slice(1)) history = editHistoryReducer(history, { kind: "redo" });
      expect(history.present).toBe(last);
    }),
    { numRuns: 100 },
  );
});

test("a step on an edge comes between its two ends", () => {
  const graph = build([
    add("a", { from: "trigger", port: "next", to: null }),
    add("b", { from: "trigger", port: "next", to: "a" }),
  ]);

  expect(names(graph)).toEqual(["b.next>a", "trigger.next>b"]);
});

test("a condition on an edge takes what follows into its first branch", () => {
  const graph = build([
    add("a", { from: "trigger", port: "next", to: null }),
    add("c", { from: "trigger", port: "next", to: "a" }, "if_else@1"),
    add("n", { from: "c", port: "false", to: null }),
  ]);

  expect(names(graph)).toEqual(["c.false>n", "c.true>a", "trigger.next>c"]);
});

test("deleting a step joins its neighbours", () => {
  const chain = build([
    add("a", { from: "trigger", port: "next", to: null }),
    add("b", { from: "a", port: "next", to: null }),
    add("c", { from: "b", port: "next", to: null }),
  ]);

  expect(names(graphReducer(chain, { kind: "deleteStep", key: "b" }))).toEqual(["a.next>c", "trigger.next>a"]);
});

test("deleting a condition keeps the branch that was chosen and says what goes", () => {
  const forked = build([
    add("c", { from: "trigger", port: "next", to: null }, "if_else@1"),
    add("yes", { from: "c", port: "true", to: null }),
    add("no", { from: "c", port: "false", to: null }),
    add("no2", { from: "no", port: "next", to: null }),
  ]);

  expect(stepsLostWith(forked, "c", "true").map((lost) => lost.key)).toEqual(["no", "no2"]);
  expect(names(graphReducer(forked, { kind: "deleteStep", key: "c", keepPort: "false" }))).toEqual([
    "no.next>no2",
    "trigger.next>no",
  ]);
});

test("branches can join again, and a joined step survives when one of them goes", () => {
  const joined = build([
    add("c", { from: "trigger", port: "next", to: null }, "if_else@1"),
    add("yes", { from: "c", port: "true", to: null }),
    add("end", { from: "yes", port: "next", to: null }),
    { kind: "connect", from: "c", port: "false", to: "end" },
  ]);

  expect(names(joined)).toEqual(["c.false>end", "c.true>yes", "trigger.next>c", "yes.next>end"]);
  expect(names(graphReducer(joined, { kind: "disconnect", from: "yes", port: "next", to: "end" }))).toEqual([
    "c.false>end",
    "c.true>yes",
    "trigger.next>c",
  ]);
  expect(graphReducer(joined, { kind: "connect", from: "end", port: "next", to: "c" })).toBe(joined);
});

test("a moved step leaves no hole and fills its new place", () => {
  const chain = build([
    add("a", { from: "trigger", port: "next", to: null }),
    add("b", { from: "a", port: "next", to: null }),
    add("c", { from: "b", port: "next", to: null }),
  ]);

  expect(
    names(graphReducer(chain, { kind: "moveStep", key: "a", place: { from: "c", port: "next", to: null } })),
  ).toEqual(["b.next>c", "c.next>a", "trigger.next>b"]);
  expect(graphReducer(chain, { kind: "moveStep", key: "a", place: { from: "a", port: "next", to: "b" } })).toBe(chain);
});

test("letters typed into one input are undone together", () => {
  const start = startHistory(build([add("a", { from: "trigger", port: "next", to: null })]));
  const typed = ["W", "Wa", "Wait"].reduce(
    (history, name) =>
      editHistoryReducer(history, {
        kind: "apply",
        operation: { kind: "renameStep", key: "a", name },
        editing: "name:a",
      }),
    start,
  );

  expect(editHistoryReducer(typed, { kind: "undo" }).present).toBe(start.present);
});

test("the oldest of many operations can't be undone any more", () => {
  let history = startHistory(build([add("a", { from: "trigger", port: "next", to: null })]));
  for (let at = 0; at < UNDO_LIMIT + 20; at += 1)
    history = editHistoryReducer(history, {
      kind: "apply",
      operation: { kind: "renameStep", key: "a", name: `Name ${at}` },
    });

  expect(history.past).toHaveLength(UNDO_LIMIT);
});
