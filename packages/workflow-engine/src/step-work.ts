import type { StepDefinition } from "@catalyst/contracts";
import { type GraphIndex, stepOf } from "./graph/graph-index.ts";
import type { Token } from "./run-state.ts";

/** The step that a token does: its own, or what undoes it. */
export function workOf(index: GraphIndex, token: Pick<Token, "stepKey" | "undo">): StepDefinition {
  const step = stepOf(index, token.stepKey);
  if (token.undo !== true) return step;
  if (step.compensation === undefined) throw new Error(`Assertion failed: ${step.key} can be undone`);
  return { ...step, ...step.compensation, onError: "continue", name: `Undo: ${step.name}` };
}
