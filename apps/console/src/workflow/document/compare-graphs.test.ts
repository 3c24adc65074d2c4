import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { compareGraphs } from "./compare-graphs.ts";
import { toFlow } from "./to-flow.ts";

const metadata = { entityTypes: [], principals: [] };
const step = (key: string, amount = 1): StepDefinition => ({
  key,
  type: "delay@1",
  name: key,
  config: { amount, unit: "hours" },
  onError: "fail",
  position: { x: 7, y: 7 },
});
const chain = (...steps: readonly StepDefinition[]): WorkflowGraph => ({
  schema: 1,
  trigger: { type: "manual@1", config: { entityType: "", watchedFields: [] } },
  steps: [...steps],
  edges: steps.map(({ key }, place) => ({ from: steps[place - 1]?.key ?? "trigger", port: "next", to: key })),
});

test("the same step stands at the same place on both sides, and what one side lacks leaves a place free", () => {
  const { layout, before, after } = compareGraphs(
    chain(step("a"), step("old"), step("z")),
    chain(step("a", 2), step("z")),
  );
  const flows = [before, after].map(({ graph, comparison }) =>
    toFlow({ graph, metadata, layout, problems: [], states: null, comparison }),
  );
  const [left = [], right = []] = flows.map(({ nodes }) => nodes);
  const placeOf = (nodes: typeof left, id: string) => nodes.find((node) => node.id === id)?.position;

  for (const id of ["trigger", "a", "z"]) expect(placeOf(left, id)).toEqual(placeOf(right, id));
  expect(placeOf(right, "slot:old")).toEqual(placeOf(left, "old"));
  expect(left.some((node) => node.type === "slot")).toBe(false);
});

test("marks steps and edges on the side that has them", () => {
  const { before, after } = compareGraphs(chain(step("a"), step("old")), chain(step("a", 2), step("new")));

  expect([...after.comparison.steps]).toEqual([
    ["a", "changed"],
    ["new", "added"],
    ["old", "removed"],
  ]);
  expect([...before.comparison.edges]).toEqual([["a:next:old", "removed"]]);
  expect([...after.comparison.edges]).toEqual([["a:next:new", "added"]]);
});
