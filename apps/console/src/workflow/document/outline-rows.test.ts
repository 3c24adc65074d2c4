import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { placesOf } from "./edges.ts";
import type { EdgePlace, GraphOperation } from "./graph-operation.ts";
import { graphReducer } from "./graph-reducer.ts";
import { type OutlineRow, outlineRows } from "./outline-rows.ts";
import { walkFrom } from "./walk.ts";

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
  add("end", { from: "yes", port: "next", to: null }),
].reduce(graphReducer, EMPTY);
const joined = graphReducer(forked, { kind: "connect", from: "no", port: "next", to: "end" });

function show(row: OutlineRow): string {
  const indent = "  ".repeat(row.depth);
  if (row.kind === "step") return `${indent}${row.step.key}`;
  if (row.kind === "branch") return `${indent}[${row.label}]`;
  return row.kind === "goto" ? `${indent}> ${row.step.key}` : `${indent}${row.kind}`;
}

test("branches that end apart are indented to their ends", () => {
  expect(outlineRows(forked).map(show)).toEqual([
    "trigger",
    "c",
    "  [Yes]",
    "  yes",
    "  end",
    "  open",
    "  [No]",
    "  no",
    "  open",
  ]);
});

test("a step where branches join stands below both of them", () => {
  expect(outlineRows(joined).map(show)).toEqual(["trigger", "c", "  [Yes]", "  yes", "  [No]", "  no", "end", "open"]);
});

test("a branch without a step has a place for one", () => {
  const empty = graphReducer(joined, { kind: "deleteStep", key: "no" });

  expect(outlineRows(empty).map(show)).toEqual(["trigger", "c", "  [Yes]", "  yes", "  [No]", "  open", "end", "open"]);
});

test("every step of any workflow has exactly one row", () => {
  const choices = fc.array(fc.record({ place: fc.nat(500), target: fc.nat(500), kind: fc.nat(3) }), { maxLength: 50 });
  fc.assert(
    fc.property(choices, (session) => {
      const graph = session.reduce((at, choice, number) => {
        const places = placesOf(at);
        const place = places[choice.place % places.length] ?? { from: "trigger", port: "next", to: null };
        const target = at.steps[choice.target % Math.max(1, at.steps.length)]?.key ?? "none";
        return graphReducer(
          at,
          choice.kind === 0
            ? { kind: "connect", from: place.from, port: place.port, to: target }
            : add(`s${number}`, place, choice.kind === 1 ? "if_else@1" : "delay@1"),
        );
      }, EMPTY);

      const shown = outlineRows(graph).flatMap((row) => (row.kind === "step" ? [row.step.key] : []));

      expect(shown.toSorted()).toEqual(graph.steps.map((known) => known.key).toSorted());
    }),
    { numRuns: 150 },
  );
});

test("arrow keys go down the first branch, across to the other one and up again", () => {
  expect(walkFrom(joined, "trigger", "down")).toBe("c");
  expect(walkFrom(joined, "c", "down")).toBe("yes");
  expect(walkFrom(joined, "yes", "right")).toBe("no");
  expect(walkFrom(joined, "no", "left")).toBe("yes");
  expect(walkFrom(joined, "no", "up")).toBe("c");
  expect(walkFrom(joined, "end", "down")).toBeNull();
});
