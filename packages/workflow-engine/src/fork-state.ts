import type { StepKey, WorkflowGraph } from "@catalyst/contracts";
import { ancestorsOf, indexGraph } from "./graph/graph-index.ts";
import { bodyOf } from "./loop-path.ts";
import type { RunState, Token } from "./run-state.ts";
import { addToken, freshToken } from "./token-set.ts";

/** A state to begin a new run with, or why the old run can't be gone on with. */
export type ForkedState =
  | { readonly ok: true; readonly state: RunState }
  | { readonly ok: false; readonly reason: string };

/** What an ended run left, and the graph that the new run goes through: the same one, or a newer version's. */
export type Fork = { readonly state: RunState; readonly from: WorkflowGraph; readonly to: WorkflowGraph };

/** Goes on where a run failed: what it had done stays done, the failed step is tried afresh. */
export function forkAtFailure({ state, from, to }: Fork): ForkedState {
  if (!state.tokens.some((token) => token.position.kind === "failed"))
    return refuse("This run has no step that failed; choose a step to begin with.");
  if (hasUndone(state, from)) return refuse("This run has undone what it did, so it can only begin anew.");
  if (state.tokens.some(({ position }) => position.kind === "loop" && position.width > 0))
    return refuse("This run worked on several items at once; begin with the loop.");
  const missing = state.tokens.map((token) => token.stepKey).find((key) => !isSame(key, from, to));
  if (missing !== undefined) return refuse(`The step "${missing}" is another one in the newer version.`);
  const tokens = state.tokens.filter((token) => token.undo !== true).map(awake);
  const { ending: _ending, result: _result, ...left } = state;
  return { ok: true, state: { ...left, seq: 0, tokens } };
}

/** Begins at a step, with what the steps before it gave; what stands beside it in the graph is not run. */
export function forkAtStep({ state, from, to }: Fork, stepKey: StepKey): ForkedState {
  const index = indexGraph(to);
  if (!isSame(stepKey, from, to))
    return refuse(`The step "${stepKey}" is another one in the newer version, or is gone.`);
  if (to.steps.some((step) => step.type.startsWith("for_each@") && bodyOf(index, step.key).has(stepKey)))
    return refuse("A run can't begin inside a loop; begin with the loop itself.");
  const before = ancestorsOf(index, stepKey);
  const kept = Object.entries(state.outputs).filter(([key]) => before.has(key) && isSame(key, from, to));
  const empty: RunState = { schema: 1, seq: 0, nextToken: 1, tokens: [], joins: {}, outputs: Object.fromEntries(kept) };
  return { ok: true, state: addToken(empty, stepKey, {}) };
}

/** A token that can go on in another run: what slept or had failed begins its step afresh; loops go on where they were. */
function awake(token: Token): Token {
  if (token.position.kind === "loop") return token;
  const fresh = freshToken(0, token.stepKey, token.path);
  const sleeps = token.position.kind === "waiting" && token.position.reason === "delay";
  return sleeps ? { ...token, attempt: 1 } : { ...fresh, tokenId: token.tokenId };
}

function hasUndone(state: RunState, graph: WorkflowGraph): boolean {
  if (state.ending?.undo !== true) return false;
  const undoable = graph.steps.filter((step) => step.compensation !== undefined && step.key in state.outputs).length;
  return undoable > (state.undo ?? []).length;
}

function isSame(key: StepKey, from: WorkflowGraph, to: WorkflowGraph): boolean {
  const typeIn = (graph: WorkflowGraph): string | undefined => indexGraph(graph).steps.get(key)?.type.split("@")[0];
  return typeIn(to) !== undefined && typeIn(from) === typeIn(to);
}

function refuse(reason: string): ForkedState {
  return { ok: false, reason };
}
