import type { StepDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import { bodyOf, ITEM_PORT } from "../loop-path.ts";
import { type GraphIndex, indexGraph } from "./graph-index.ts";

/** Loops inside each other at most: three of them already go through a billion items. */
const LOOP_DEPTH_LIMIT = 3;

/** What is wrong with loops: a body belongs to its loop alone, and what can't be taken back stands outside. */
export function validateLoops(graph: WorkflowGraph): readonly WorkflowProblem[] {
  const index = indexGraph(graph);
  const loops = graph.steps.filter((step) => step.type.startsWith("for_each@"));
  return loops.flatMap((loop) => [
    ...entrances(index, loop),
    ...bodySteps(index, loop).flatMap((step) => insideProblems(step, loop)),
    ...depthProblem(index, loop, loops),
  ]);
}

/** An edge into a body from elsewhere would let a step wait for items that others go through. */
function entrances(index: GraphIndex, loop: StepDefinition): readonly WorkflowProblem[] {
  const body = bodyOf(index, loop.key);
  if (body.size === 0)
    return [
      problem("loop_without_body", loop.key, `"${loop.name}" does nothing with its items: nothing is behind Item.`),
    ];
  const isInside = (edge: { from: string; port: string }): boolean =>
    body.has(edge.from) || (edge.from === loop.key && edge.port === ITEM_PORT);
  const entered = index.graph.edges.filter((edge) => body.has(edge.to) && !isInside(edge)).map((edge) => edge.to);
  return [...new Set(entered)].map((key) =>
    problem(
      "loop_entered",
      key,
      `"${nameOf(index, key)}" belongs to the items of "${loop.name}", so nothing else may lead to it.`,
    ),
  );
}

function insideProblems(step: StepDefinition, loop: StepDefinition): readonly WorkflowProblem[] {
  if (step.compensation !== undefined)
    return [
      problem("undo_in_loop", step.key, `"${step.name}" can't be undone: it runs for each item of "${loop.name}".`),
    ];
  const inChildRuns = typeof loop.config["atOnce"] === "number" && loop.config["atOnce"] > 1;
  if (!inChildRuns) return [];
  if (step.type.startsWith("stop@"))
    return [
      problem(
        "stop_in_share",
        step.key,
        `"${step.name}" can't end the run: "${loop.name}" works on several items at once.`,
      ),
    ];
  return [];
}

function depthProblem(
  index: GraphIndex,
  loop: StepDefinition,
  loops: readonly StepDefinition[],
): readonly WorkflowProblem[] {
  const around = loops.filter((other) => bodyOf(index, other.key).has(loop.key)).length;
  if (around < LOOP_DEPTH_LIMIT) return [];
  return [
    problem(
      "loop_depth",
      loop.key,
      `"${loop.name}" is inside ${around} other loops; ${LOOP_DEPTH_LIMIT} deep is the limit.`,
    ),
  ];
}

function bodySteps(index: GraphIndex, loop: StepDefinition): readonly StepDefinition[] {
  return [...bodyOf(index, loop.key)].flatMap((key) => index.steps.get(key) ?? []);
}

function nameOf(index: GraphIndex, key: string): string {
  return index.steps.get(key)?.name ?? key;
}

function problem(code: string, stepKey: string, message: string): WorkflowProblem {
  return { severity: "error", code, message, stepKey, path: null };
}
