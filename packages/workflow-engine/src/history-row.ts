import type { AppliedOutcome } from "./apply-outcome.ts";
import type { HistoryRow } from "./ports.ts";
import { idempotencyKeyOf, type RunState, type Token } from "./run-state.ts";

const STATUS_OF = {
  done: "done",
  stop: "done",
  started: "started",
  wait: "started",
  loop: "started",
  failed: "failed",
  uncertain: "uncertain",
} as const;

/** The history's line for an outcome. */
export function historyRow(state: RunState, token: Token, { outcome, runId, input }: AppliedOutcome): HistoryRow {
  return {
    seq: state.seq + 1,
    stepKey: token.stepKey,
    path: token.undo === true ? `${token.path}:undo` : token.path,
    attempt: token.attempt,
    status: STATUS_OF[outcome.kind],
    idempotencyKey: idempotencyKeyOf(runId, token),
    request: outcome.kind === "started" ? outcome.request : null,
    input,
    output: outcome.kind === "done" ? outcome.output : null,
    error:
      outcome.kind === "failed" || outcome.kind === "uncertain"
        ? { code: outcome.code, message: outcome.message }
        : null,
  };
}
