import type { WorkflowGraph } from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import { endRun, giveUp, undoNext } from "./give-up.ts";
import { indexGraph } from "./graph/graph-index.ts";
import { historyRow } from "./history-row.ts";
import { isSlice, loopAround } from "./loop-path.ts";
import { arrive, leave } from "./move-tokens.ts";
import type { HistoryRow, NewWait } from "./ports.ts";
import { DEFAULT_RETRY_POLICY, retryDelayMs } from "./retry-policy.ts";
import type { ItemList, RunState, Token, TokenPosition, WaitReason } from "./run-state.ts";
import { fitOutput, fitsState } from "./state-size.ts";
import { workOf } from "./step-work.ts";
import { dropTokens, replaceToken, tokenOf } from "./token-set.ts";

/** What became of a step, as its executor or the shell reports it. `port` may be `ALL_PORTS`. */
export type StepOutcome =
  | { readonly kind: "done"; readonly port: string; readonly output: JsonValue }
  | { readonly kind: "started"; readonly request: JsonValue }
  | {
      readonly kind: "wait";
      readonly reason: Exclude<WaitReason, "retry">;
      /** Null: for as long as it takes. */
      readonly dueAt: string | null;
      readonly key?: string;
      /** What the step has to know when it goes on, and people while it waits. */
      readonly memo?: JsonValue;
      /** How long before the wait an event may have come, in ms. */
      readonly lookBackMs?: number;
    }
  | { readonly kind: "loop"; readonly list: ItemList; readonly end: number; readonly width: number }
  | {
      readonly kind: "stop";
      readonly status: "completed" | "failed";
      readonly message: string | null;
      readonly result: JsonValue;
    }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      readonly retryable: boolean;
      readonly definite: boolean;
    }
  /** Nobody can know whether the effect happened; it is never guessed. */
  | { readonly kind: "uncertain"; readonly code: string; readonly message: string };

/** An outcome with everything from outside that applying it needs. */
export type AppliedOutcome = {
  readonly tokenId: string;
  readonly outcome: StepOutcome;
  readonly runId: string;
  /** What the step worked with, for the history. */
  readonly input: JsonValue;
  readonly now: string;
  readonly newId: string;
  /** From 0 to 1, for the jitter of a retry. */
  readonly chance: number;
};

/** The next state, its history row, and the waits that begin or end. */
export type Transition = {
  readonly state: RunState;
  readonly rows: readonly HistoryRow[];
  readonly waits: readonly NewWait[];
  readonly resolvedWaits: readonly string[];
};

type Step = { readonly token: Token; readonly row: HistoryRow };
type Applied<Kind extends StepOutcome["kind"]> = Step & {
  readonly applied: AppliedOutcome;
  readonly outcome: Extract<StepOutcome, { kind: Kind }>;
};

/** Pure and total: folding the same outcomes always gives the same state. */
export function applyOutcome(graph: WorkflowGraph, state: RunState, applied: AppliedOutcome): Transition {
  const token = tokenOf(state, applied.tokenId);
  const row = historyRow(state, token, applied);
  const { outcome } = applied;
  const next = { ...state, seq: state.seq + 1 };
  switch (outcome.kind) {
    case "done":
      return complete(graph, next, { token, row, applied, outcome });
    case "started":
      return moved(
        next,
        { token, row },
        { kind: "external", startedSeq: token.doubt ?? row.seq, startedAt: applied.now },
      );
    case "wait":
      return wait(next, { token, row, applied, outcome });
    case "loop":
      return moved(next, { token, row }, loopPosition(outcome));
    case "stop":
      return stop(next, { token, row, applied, outcome });
    case "failed":
      return fail(graph, next, { token, row, applied, outcome });
    case "uncertain":
      return settled(giveUp(graph, next, { token, row }), row);
  }
}

/** Lets a token sleep no longer: its wait is over, and its step goes on with the outcome, if it has one by now. */
export function applyWake(graph: WorkflowGraph, state: RunState, applied: AppliedOutcome | string): Transition {
  const token = tokenOf(state, typeof applied === "string" ? applied : applied.tokenId);
  if (token.position.kind !== "waiting") throw new Error(`Assertion failed: token ${token.tokenId} does not wait`);
  const { waitId } = token.position;
  if (typeof applied === "string") {
    const ready = replaceToken(state, { ...token, position: { kind: "ready" } });
    return { state: ready, rows: [], waits: [], resolvedWaits: [waitId] };
  }
  const woken = applyOutcome(graph, state, applied);
  return woken.waits.some((again) => again.waitId === waitId) ? woken : { ...woken, resolvedWaits: [waitId] };
}

/** A call that was begun is made again: whatever it answers now, the first one may have had its effect. */
export function markDoubtful(state: RunState, tokenId: string): RunState {
  const token = tokenOf(state, tokenId);
  return replaceToken(state, { ...token, doubt: doubtOf(token) });
}

function doubtOf(token: Token): number | null {
  return token.doubt ?? (token.position.kind === "external" ? token.position.startedSeq : null);
}

function complete(graph: WorkflowGraph, state: RunState, step: Applied<"done">): Transition {
  const { token, row, outcome, applied } = step;
  if (token.undo === true) return settled(undoNext(state, token), row);
  if (isSlice(state, token)) return settled(endSlice(state, token, outcome.output), row);
  const index = indexGraph(graph);
  const output = fitOutput(outcome.output, { runId: applied.runId, seq: row.seq });
  const kept: HistoryRow = output === outcome.output ? row : { ...row, output, payload: outcome.output };
  const outputs = { ...state.outputs, [token.stepKey]: output };
  const undoable = token.path === "" && workOf(index, token).compensation !== undefined;
  const undo = undoable ? { undo: [...(state.undo ?? []), { stepKey: token.stepKey, path: token.path }] } : {};
  const left = arrive(index, dropTokens({ ...state, outputs, ...undo }, [token]), {
    moves: leave(index, token.stepKey, outcome.port),
    path: token.path,
  });
  if (fitsState(left)) return settled(left, kept);
  const error = { code: "state_too_large", message: "The run holds more data than fits. Let its steps give less." };
  const failed: HistoryRow = { ...kept, status: "failed", error };
  return settled(giveUp(graph, state, { token, row: failed }), failed);
}

/** A child run has done its share of a loop. */
function endSlice(state: RunState, token: Token, output: JsonValue): RunState {
  const loop = loopAround(state, token);
  if (loop?.position.kind !== "loop") throw new Error("Assertion failed: a share belongs to a loop");
  const failed = loop.position.failed + failedItems(output);
  return dropTokens(replaceToken(state, { ...loop, position: { ...loop.position, failed } }), [token]);
}

function failedItems(output: JsonValue): number {
  const failed = typeof output === "object" && output !== null && "failed" in output ? output["failed"] : 0;
  return typeof failed === "number" ? failed : 0;
}

function wait(state: RunState, { token, row, applied, outcome }: Applied<"wait">): Transition {
  // A step that goes on waiting, such as after a reminder, keeps its wait.
  const waitId = token.position.kind === "waiting" ? token.position.waitId : applied.newId;
  const { reason, dueAt, key, memo, lookBackMs = 0 } = outcome;
  const known = { ...(key === undefined ? {} : { key }), ...(memo === undefined ? {} : { memo }) };
  const acceptFrom = new Date(Date.parse(applied.now) - lookBackMs).toISOString();
  const begun = { waitId, tokenId: token.tokenId, stepKey: token.stepKey, kind: reason, dueAt, acceptFrom };
  const transition = moved(state, { token, row }, { kind: "waiting", waitId, reason, dueAt, ...known });
  return { ...transition, waits: [{ ...begun, key: key ?? null, details: memo ?? null }] };
}

function stop(state: RunState, { row, outcome }: Applied<"stop">): Transition {
  const { status, message, result } = outcome;
  const stopped = endRun({ ...state, result: fitOutput(result) }, { status, message, undo: status === "failed" });
  return settled(stopped, row);
}

function fail(graph: WorkflowGraph, state: RunState, step: Applied<"failed">): Transition {
  const { token, row, applied, outcome } = step;
  const policy = workOf(indexGraph(graph), token).retry ?? DEFAULT_RETRY_POLICY;
  const delayMs = outcome.retryable ? retryDelayMs(policy, token.attempt, applied.chance) : null;
  if (delayMs === null) return settled(giveUp(graph, state, { token, row }), row);
  const dueAt = new Date(Date.parse(applied.now) + delayMs).toISOString();
  const doubt = outcome.definite ? token.doubt : doubtOf(token);
  const effect = doubt === null ? token.effect + 1 : token.effect;
  const retried = { ...token, attempt: token.attempt + 1, doubt, effect };
  const waitId = applied.newId;
  const { tokenId, stepKey } = token;
  const begun: NewWait = { waitId, tokenId, stepKey, kind: "retry", dueAt, key: null, acceptFrom: null, details: null };
  const transition = moved(state, { token: retried, row }, { kind: "waiting", waitId, reason: "retry", dueAt });
  return { ...transition, waits: [begun] };
}

function loopPosition({ list, end, width }: Extract<StepOutcome, { kind: "loop" }>): TokenPosition {
  return { kind: "loop", list, next: 0, end, failed: 0, width, slice: false };
}

function moved(state: RunState, { token, row }: Step, position: TokenPosition): Transition {
  return settled(replaceToken(state, { ...token, position }), row);
}

function settled(state: RunState, row: HistoryRow): Transition {
  return { state, rows: [row], waits: [], resolvedWaits: [] };
}
