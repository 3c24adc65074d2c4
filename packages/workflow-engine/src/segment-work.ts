import { applyOutcome, type StepOutcome, type Transition } from "./apply-outcome.ts";
import type { ExternalOutcome, StartedCall } from "./external-call.ts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import type { ClaimedRun, EnginePorts, HistoryRow, NewWait, NextStatus, Segment, SegmentCommit } from "./ports.ts";
import type { RunState } from "./run-state.ts";
import type { StepFailure } from "./step-failure.ts";
import type { StepContext } from "./step/step-executor.ts";
import { triggerScope } from "./trigger/match-triggers.ts";
import { tokenOf } from "./token-set.ts";

/** What a segment did and what to call next. */
export type SegmentOutcome = SegmentCommit & { readonly call: StartedCall | null };

/** What is known before a segment begins. */
export type SegmentInput = {
  readonly claim: ClaimedRun;
  /** The outcome of the call that the last segment started. */
  readonly arrived: ExternalOutcome | null;
  /** Steps that failed in an attempt of this segment that was rolled back. */
  readonly failures: ReadonlyMap<string, StepFailure>;
  /** Whether each effect is carried out before the next one: after an attempt in which nobody could tell which one failed. */
  readonly apart: boolean;
  readonly stopping: boolean;
  /** One step, or ten of a loop, and no more. */
  readonly careful: boolean;
};

/** What a segment has done so far. */
export type Progress = {
  state: RunState;
  readonly rows: HistoryRow[];
  readonly waits: NewWait[];
  readonly resolvedWaits: string[];
};

/** A segment under way. */
export type Work<Tx> = {
  readonly ports: EnginePorts<Tx>;
  readonly segment: Segment<Tx>;
  readonly input: SegmentInput;
  readonly progress: Progress;
  readonly now: string;
};

/** A step's outcome, with what it worked with; `newId` where the step has used it already. */
export type Settled = {
  readonly tokenId: string;
  readonly input: JsonValue;
  readonly outcome: StepOutcome;
  readonly newId?: string;
};

type Apply = typeof applyOutcome;

/** Applies an outcome to the segment's state. */
export function settle<Tx>(work: Work<Tx>, settled: Settled, apply: Apply = applyOutcome): null {
  const { ports, segment, progress, input, now } = work;
  const applied = { newId: ports.newId(), ...settled, runId: input.claim.runId, now, chance: ports.chance() };
  return record(progress, apply(segment.run.graph, progress.state, applied));
}

/** Keeps what a transition leaves. */
export function record(progress: Progress, transition: Transition): null {
  progress.state = transition.state;
  progress.rows.push(...transition.rows);
  progress.waits.push(...transition.waits);
  progress.resolvedWaits.push(...transition.resolvedWaits);
  return null;
}

/** What a step can read at this point of the segment. */
export function contextOf<Tx>(work: Work<Tx>, tokenId: string): StepContext {
  const { segment, progress, now, input, ports } = work;
  const { trigger } = segment.run;
  const scope = triggerScope(trigger, now);
  return {
    trigger,
    scope: { ...scope, steps: { ...progress.state.outputs, ...scope.steps } },
    runId: input.claim.runId,
    token: tokenOf(progress.state, tokenId),
    newId: ports.newId(),
  };
}

/** Ends the segment. */
export function close(progress: Progress, next: NextStatus, call: StartedCall | null = null): SegmentOutcome {
  const resolved = new Set(progress.resolvedWaits);
  const { state, rows } = progress;
  // A wait that began and ended in this very segment needs no row at all.
  const waits = progress.waits.filter((wait) => !resolved.has(wait.waitId));
  return { state, rows, waits, resolvedWaits: progress.resolvedWaits, next, call };
}
