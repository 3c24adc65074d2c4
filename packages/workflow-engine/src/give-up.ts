import { indexGraph } from "./graph/graph-index.ts";
import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { isSlice, loopAround, tokensInside } from "./loop-path.ts";
import { arrive, leave } from "./move-tokens.ts";
import type { HistoryRow } from "./ports.ts";
import type { RunState, Token } from "./run-state.ts";
import { workOf } from "./step-work.ts";
import { addToken, dropTokens, replaceToken } from "./token-set.ts";
import { exitsOf } from "./step/exits.ts";

/** The exit that a step takes which failed for good, where its author asked for one. */
export const ERROR_PORT = "error";

type FailedStep = { readonly token: Token; readonly row: HistoryRow };

/** A step failed for good: its error path, the next item of its loop, or the end of the run, whatever its author chose. */
export function giveUp(graph: WorkflowGraph, state: RunState, { token, row }: FailedStep): RunState {
  const index = indexGraph(graph);
  const step = workOf(index, token);
  if (token.undo === true) return undoNext(noteUndoFailure(state, step.name), token);
  if (step.onError !== "fail" && !isSlice(state, token)) {
    const outputs = { ...state.outputs, [token.stepKey]: { error: row.error } };
    const port = step.onError === "path" ? ERROR_PORT : onwardPort(step);
    const moves = leave(index, token.stepKey, port);
    return arrive(index, dropTokens({ ...state, outputs }, [token]), { moves, path: token.path });
  }
  const loop = loopAround(state, token);
  if (loop !== undefined && goesOnAfterFailure(graph, loop)) return failItem(state, loop, token);
  const message = `${step.name}: ${row.error?.message ?? "failed"}`;
  const failed = replaceToken(state, { ...token, position: { kind: "failed", message } });
  return endRun(failed, { status: "failed", message, undo: true });
}

/** The exit that a step takes which failed and goes on all the same: Next, or where it has none its first one. */
function onwardPort(step: StepDefinition): string {
  const ports = exitsOf(step);
  return (ports.find((port) => port.key === "next") ?? ports[0])?.key ?? "next";
}

/** Ends the run, after undoing what can be undone if that is wanted. */
export function endRun(state: RunState, ending: NonNullable<RunState["ending"]>): RunState {
  const ended = { ...state, ending };
  return ending.undo ? undoNext(ended, null) : ended;
}

/** The undoing that was under way is done: on to the one before, if there is one. */
export function undoNext(state: RunState, done: Token | null): RunState {
  const left = done === null ? state : dropTokens(state, [done]);
  const last = left.undo?.at(-1);
  if (last === undefined) return left;
  return addToken({ ...left, undo: left.undo?.slice(0, -1) ?? [] }, last.stepKey, { path: last.path, undo: true });
}

/** What could not be undone is said; the rest is undone all the same. */
function noteUndoFailure(state: RunState, name: string): RunState {
  if (state.ending === undefined) throw new Error("Assertion failed: only a run that ends undoes its steps");
  const message = [state.ending.message, `${name} failed.`].filter((part) => part !== null).join(" ");
  return { ...state, ending: { ...state.ending, message } };
}

function goesOnAfterFailure(graph: WorkflowGraph, loop: Token): boolean {
  return workOf(indexGraph(graph), loop).config["onItemError"] === "continue";
}

/** The item has failed: whatever else works on it ends, and the loop counts it. */
function failItem(state: RunState, loop: Token, failed: Token): RunState {
  if (loop.position.kind !== "loop") throw new Error("Assertion failed: items belong to a loop");
  const counted = replaceToken(state, { ...loop, position: { ...loop.position, failed: loop.position.failed + 1 } });
  const inside = tokensInside(counted, loop).filter((token) => isWithin(token.path, failed.path));
  const joins = Object.entries(counted.joins).filter(
    ([name]) => !isWithin(name.slice(name.indexOf("@") + 1), failed.path),
  );
  return dropTokens({ ...counted, joins: Object.fromEntries(joins) }, inside);
}

function isWithin(path: string, frame: string): boolean {
  return path === frame || path.startsWith(`${frame}/`);
}
