import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import type { JsonValue } from "./expression/to-json.ts";
import { indexGraph, stepOf } from "./graph/graph-index.ts";
import { arrive, leave } from "./move-tokens.ts";
import type { HistoryRow, NewWait } from "./ports.ts";
import { DEFAULT_RETRY_POLICY, retryDelayMs } from "./retry-policy.ts";
import { idempotencyKeyOf, type RunState, type Token, type TokenPosition } from "./run-state.ts";
import { fitOutput, fitsState } from "./state-size.ts";

/** What became of a step, as its executor or the shell reports it. */
export type StepOutcome =
  | { readonly kind: "done"; readonly port: string; readonly output: JsonValue }
  | { readonly kind: "started"; readonly request: JsonValue }
  | { readonly kind: "wait"; readonly dueAt: string }
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

/** Pure and total: folding the same outcomes always gives the same state. */
export function applyOutcome(graph: WorkflowGraph, state: RunState, applied: AppliedOutcome): Transition {
  const token = tokenOf(state, applied.tokenId);
  const row = historyRow(state, token, applied);
  const { outcome } = applied;
  const next = { ...state, seq: state.seq + 1 };
  switch (outcome.kind) {
    case "done":
      return complete(graph, next, { token, row, outcome });
    case "started":
      return moved(next, {
        token,
        row: { ...row, request: outcome.request },
        position: { kind: "external", startedSeq: token.doubt ?? row.seq, startedAt: applied.now },
      });
    case "wait":
      return moved(next, {
        token,
        row,
        position: { kind: "waiting", waitId: applied.newId, reason: "delay", dueAt: outcome.dueAt },
      });
    case "failed":
      return fail(graph, next, { token, row, applied });
    case "uncertain":
      return giveUp(graph, next, { token, row });
  }
}

/** Wakes a token whose time has come: a delay is then done, a retry is ready. */
export function applyWake(
  graph: WorkflowGraph,
  state: RunState,
  applied: Omit<AppliedOutcome, "outcome" | "newId" | "chance" | "input">,
): Transition {
  const token = tokenOf(state, applied.tokenId);
  if (token.position.kind !== "waiting") throw new Error(`Assertion failed: token ${token.tokenId} does not wait`);
  const resolvedWaits = [token.position.waitId];
  if (token.position.reason === "retry")
    return {
      state: replaceToken(state, { ...token, position: { kind: "ready" } }),
      rows: [],
      waits: [],
      resolvedWaits,
    };
  const outcome: StepOutcome = { kind: "done", port: "next", output: { resumedAt: applied.now } };
  const done = applyOutcome(graph, state, { ...applied, outcome, input: null, newId: "", chance: 0 });
  return { ...done, resolvedWaits };
}

/** A call that was begun is made again: whatever it answers now, the first one may have had its effect. */
export function markDoubtful(state: RunState, tokenId: string): RunState {
  const token = tokenOf(state, tokenId);
  return replaceToken(state, { ...token, doubt: doubtOf(token) });
}

function doubtOf(token: Token): number | null {
  return token.doubt ?? (token.position.kind === "external" ? token.position.startedSeq : null);
}

/** The token of an id. Asking for one that the state does not have is a programmer's error. */
export function tokenOf(state: RunState, tokenId: string): Token {
  const token = state.tokens.find((candidate) => candidate.tokenId === tokenId);
  if (token === undefined) throw new Error(`Assertion failed: the run has no token ${tokenId}`);
  return token;
}

type Step = { readonly token: Token; readonly row: HistoryRow };

function complete(
  graph: WorkflowGraph,
  state: RunState,
  step: Step & { readonly outcome: Extract<StepOutcome, { kind: "done" }> },
): Transition {
  const { token, row, outcome } = step;
  const outputs = { ...state.outputs, [token.stepKey]: fitOutput(outcome.output) };
  const left = leaveStep(graph, { ...state, outputs }, { token, port: outcome.port });
  if (fitsState(left)) return { state: left, rows: [row], waits: [], resolvedWaits: [] };
  const error = { code: "state_too_large", message: "The run holds more data than fits. Let its steps give less." };
  return giveUp(graph, state, { token, row: { ...row, status: "failed", error } });
}

function fail(graph: WorkflowGraph, state: RunState, step: Step & { readonly applied: AppliedOutcome }): Transition {
  const { token, row, applied } = step;
  if (applied.outcome.kind !== "failed") throw new Error("Assertion failed: only a failure is retried");
  const policy = stepOf(indexGraph(graph), token.stepKey).retry ?? DEFAULT_RETRY_POLICY;
  const delayMs = applied.outcome.retryable ? retryDelayMs(policy, token.attempt, applied.chance) : null;
  if (delayMs === null) return giveUp(graph, state, { token, row });
  const dueAt = new Date(Date.parse(applied.now) + delayMs).toISOString();
  const doubt = applied.outcome.definite ? token.doubt : doubtOf(token);
  const retried = {
    ...token,
    attempt: token.attempt + 1,
    doubt,
    effect: doubt === null ? token.effect + 1 : token.effect,
  };
  return moved(state, {
    token: retried,
    row,
    position: { kind: "waiting", waitId: applied.newId, reason: "retry", dueAt },
  });
}

/** The step failed for good: the run fails, or goes on along `next` with the error as the step's output. */
function giveUp(graph: WorkflowGraph, state: RunState, { token, row }: Step): Transition {
  const step: StepDefinition = stepOf(indexGraph(graph), token.stepKey);
  const ending = { rows: [row], waits: [], resolvedWaits: [] };
  if (step.onError === "continue") {
    const outputs = { ...state.outputs, [token.stepKey]: { error: row.error } };
    return { ...ending, state: leaveStep(graph, { ...state, outputs }, { token, port: "next" }) };
  }
  const message = `${step.name}: ${row.error?.message ?? "failed"}`;
  return { ...ending, state: replaceToken(state, { ...token, position: { kind: "failed", message } }) };
}

function moved(state: RunState, step: Step & { readonly position: TokenPosition }): Transition {
  const token = { ...step.token, position: step.position };
  const waits = token.position.kind === "waiting" ? [toWait(token, token.position)] : [];
  return { state: replaceToken(state, token), rows: [step.row], waits, resolvedWaits: [] };
}

function toWait(token: Token, position: Extract<TokenPosition, { kind: "waiting" }>): NewWait {
  return {
    waitId: position.waitId,
    tokenId: token.tokenId,
    stepKey: token.stepKey,
    kind: position.reason,
    dueAt: position.dueAt,
  };
}

function leaveStep(
  graph: WorkflowGraph,
  state: RunState,
  from: { readonly token: Token; readonly port: string },
): RunState {
  const index = indexGraph(graph);
  const tokens = state.tokens.filter((token) => token.tokenId !== from.token.tokenId);
  return arrive(
    index,
    { ...state, tokens },
    { moves: leave(index, from.token.stepKey, from.port), path: from.token.path },
  );
}

function replaceToken(state: RunState, token: Token): RunState {
  return {
    ...state,
    tokens: state.tokens.map((candidate) => (candidate.tokenId === token.tokenId ? token : candidate)),
  };
}

const STATUS_OF = {
  done: "done",
  started: "started",
  wait: "started",
  failed: "failed",
  uncertain: "uncertain",
} as const;

function historyRow(state: RunState, token: Token, { outcome, runId, input }: AppliedOutcome): HistoryRow {
  return {
    seq: state.seq + 1,
    stepKey: token.stepKey,
    path: token.path,
    attempt: token.attempt,
    status: STATUS_OF[outcome.kind],
    idempotencyKey: idempotencyKeyOf(runId, token),
    request: null,
    input,
    output: outcome.kind === "done" ? outcome.output : null,
    error:
      outcome.kind === "failed" || outcome.kind === "uncertain"
        ? { code: outcome.code, message: outcome.message }
        : null,
  };
}
