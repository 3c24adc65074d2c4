import type { StepKey, WorkflowGraph } from "@catalyst/contracts";
import { indexGraph } from "./graph/graph-index.ts";
import { tokensInside } from "./loop-path.ts";
import type { LoopPosition, RunState, Token, WaitingPosition } from "./run-state.ts";
import type { JsonValue } from "@catalyst/custom-fields/expression";

/** What the worker must do next. Data only: the worker does it, the engine never does. */
export type Command =
  | { readonly kind: "runStep"; readonly tokenId: string; readonly stepKey: StepKey }
  /** A call was started and its outcome is not known: make it, or repeat it after a takeover. */
  | { readonly kind: "callExternal"; readonly tokenId: string; readonly stepKey: StepKey }
  | { readonly kind: "wake"; readonly tokenId: string; readonly wake: Wake }
  /** A loop goes on: with its next item here, with the next share for a child run, or behind it. */
  | { readonly kind: "nextItem" | "nextSlice" | "endLoop"; readonly tokenId: string }
  /** `wakeAt` null: nothing but what arrives ends the sleep. */
  | { readonly kind: "sleep"; readonly wakeAt: string | null; readonly detail: string }
  | { readonly kind: "finish"; readonly status: "completed" | "failed"; readonly detail: string | null };

/** Why a token wakes: its time has come, or what it waited for arrived. */
export type Wake = { readonly kind: "timer" } | { readonly kind: "arrival"; readonly payload: JsonValue };

/** What arrived for waits, by wait id. */
export type Arrivals = ReadonlyMap<string, JsonValue>;

/** The moment and what has arrived by then. */
export type Moment = { readonly now: string; readonly arrivals: Arrivals };

/** Pure and total: the same state always gives the same commands, so a recorded run is a test. Never empty. */
export function decideNext(graph: WorkflowGraph, state: RunState, moment: Moment): readonly Command[] {
  const { ending } = state;
  const tokens = ending === undefined ? state.tokens : state.tokens.filter((token) => token.undo === true);
  if (ending !== undefined && tokens.length === 0)
    return [{ kind: "finish", status: ending.status, detail: ending.message }];
  const failed = tokens.find((token) => token.position.kind === "failed");
  if (failed?.position.kind === "failed")
    return [{ kind: "finish", status: "failed", detail: failed.position.message }];
  if (tokens.length === 0) return [{ kind: "finish", status: "completed", detail: null }];
  const commands = tokens.flatMap((token) => commandsFor(state, token, moment));
  return commands.length > 0 ? commands : [sleep(graph, tokens)];
}

function commandsFor(state: RunState, token: Token, moment: Moment): readonly Command[] {
  const { tokenId, stepKey, position } = token;
  switch (position.kind) {
    case "ready":
      return [{ kind: "runStep", tokenId, stepKey }];
    case "external":
      return [{ kind: "callExternal", tokenId, stepKey }];
    case "waiting": {
      const wake = wakeOf(position, moment);
      return wake === null ? [] : [{ kind: "wake", tokenId, wake }];
    }
    case "loop":
      return loopCommands(state, token, position);
    case "failed":
      return [];
  }
}

/** What arrived counts before the time, also when both are there. */
function wakeOf(position: WaitingPosition, { now, arrivals }: Moment): Wake | null {
  const payload = arrivals.get(position.waitId);
  if (payload !== undefined) return { kind: "arrival", payload };
  return position.dueAt !== null && Date.parse(position.dueAt) <= Date.parse(now) ? { kind: "timer" } : null;
}

function loopCommands(state: RunState, token: Token, position: LoopPosition): readonly Command[] {
  const { tokenId } = token;
  const atWork = tokensInside(state, token).length;
  const left = position.next < position.end;
  if (position.width > 0 && left) return atWork < position.width ? [{ kind: "nextSlice", tokenId }] : [];
  if (atWork > 0) return [];
  return [{ kind: left ? "nextItem" : "endLoop", tokenId }];
}

const REASONS = {
  retry: "tries again",
  delay: "waits",
  event: "waits for an event",
  approval: "waits for an approval",
  child: "waits for another run",
} as const satisfies Record<WaitingPosition["reason"], string>;

/** The run sleeps until the first of its waits is due. */
function sleep(graph: WorkflowGraph, tokens: readonly Token[]): Command {
  const waits = tokens.flatMap((token) =>
    token.position.kind === "waiting" ? [{ token, dueMs: dueMsOf(token.position), position: token.position }] : [],
  );
  const first = waits.toSorted((left, right) => left.dueMs - right.dueMs)[0];
  if (first === undefined) throw new Error("Assertion failed: a run without anything to do waits for something");
  const name = indexGraph(graph).steps.get(first.token.stepKey)?.name ?? first.token.stepKey;
  return { kind: "sleep", wakeAt: first.position.dueAt, detail: `${name}: ${REASONS[first.position.reason]}` };
}

function dueMsOf(position: WaitingPosition): number {
  return position.dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(position.dueAt);
}
