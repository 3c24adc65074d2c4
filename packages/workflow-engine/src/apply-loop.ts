import type { WorkflowGraph } from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import { indexGraph } from "./graph/graph-index.ts";
import { bodyOf, ITEM_PORT, itemPath } from "./loop-path.ts";
import { arrive, leave } from "./move-tokens.ts";
import type { LoopPosition, RunState, Token } from "./run-state.ts";
import { fitOutput } from "./state-size.ts";
import { addToken, dropTokens, replaceToken } from "./token-set.ts";

/** Items that one child run works on. */
export const SLICE_ITEMS = 100;

/** A loop with its place, which asking for anything else is a programmer's error. */
export function loopOf(token: Token): LoopPosition {
  if (token.position.kind !== "loop") throw new Error(`Assertion failed: token ${token.tokenId} is no loop`);
  return token.position;
}

/** Begins the next item: its values become the loop's output, its body starts. `item` null: it is gone, and is passed over. */
export function beginItem(graph: WorkflowGraph, state: RunState, begun: { token: Token; item: JsonValue }): RunState {
  const { token, item } = begun;
  const position = loopOf(token);
  const index = indexGraph(graph);
  const moved = replaceToken(state, { ...token, position: { ...position, next: position.next + 1 } });
  if (item === null) return moved;
  const body = bodyOf(index, token.stepKey);
  const kept = Object.entries(state.outputs).filter(([key]) => !body.has(key));
  const outputs = { ...Object.fromEntries(kept), [token.stepKey]: fitOutput({ item, index: position.next }) };
  const moves = leave(index, token.stepKey, ITEM_PORT).filter((move) => move.live);
  return arrive(index, { ...moved, outputs }, { moves, path: itemPath(token, String(position.next)) });
}

/** All items are done: what the last one left is forgotten, and a child run keeps what its parent wants to know. */
export function leaveLoop(graph: WorkflowGraph, state: RunState, token: Token): RunState {
  const { slice, end, failed } = loopOf(token);
  const body = bodyOf(indexGraph(graph), token.stepKey);
  const kept = Object.fromEntries(Object.entries(state.outputs).filter(([key]) => !body.has(key)));
  const left = { ...state, outputs: kept };
  return slice ? { ...dropTokens(left, [token]), result: { count: end, failed } } : left;
}

/** The items that the next child run of a loop works on. */
export function nextSlice(position: LoopPosition): { readonly from: number; readonly to: number } {
  return { from: position.next, to: Math.min(position.next + SLICE_ITEMS, position.end) };
}

/** A child run has taken its share: a token waits for it. */
export function beginSlice(state: RunState, begun: { token: Token; childRunId: string; waitId: string }): RunState {
  const position = loopOf(begun.token);
  const { from, to } = nextSlice(position);
  const moved = replaceToken(state, { ...begun.token, position: { ...position, next: to } });
  return addToken(moved, begun.token.stepKey, {
    path: itemPath(begun.token, `${from}-${to}`),
    position: { kind: "waiting", waitId: begun.waitId, reason: "child", dueAt: null, key: childKey(begun.childRunId) },
  });
}

/** The event that a child run leaves when it ends. */
export function childKey(runId: string): string {
  return `child:${runId}`;
}

/** The first state of a child run that works on a share of its parent's loop. */
export function startSlice(
  parent: RunState,
  loop: Token,
  share: { readonly from: number; readonly to: number },
): RunState {
  const position = loopOf(loop);
  const empty: RunState = { schema: 1, seq: 0, nextToken: 1, tokens: [], joins: {}, outputs: parent.outputs };
  return addToken(empty, loop.stepKey, {
    path: loop.path,
    position: { kind: "loop", list: position.list, next: share.from, end: share.to, failed: 0, width: 0, slice: true },
  });
}
