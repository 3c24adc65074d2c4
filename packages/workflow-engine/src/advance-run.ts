import { callExternal } from "./call-external.ts";
import type { ExternalOutcome } from "./external-call.ts";
import { LateEffectError } from "./effect-error.ts";
import type { ClaimedRun, EnginePorts, LoadedRun, Segment } from "./ports.ts";
import { runSegment } from "./run-segment.ts";
import type { SegmentOutcome } from "./segment-work.ts";
import { StepFailure } from "./step-failure.ts";

/** Why a worker let go of a run. `stopped`: asked to, at a safe point; the run is runnable again. */
export type AdvanceResult = "ended" | "waiting" | "fenced" | "stopped";

/**
 * What advancing needs beside the ports. `stopping`: whether the process is asked to end. `careful`: the run lost its
 * worker before, so its first commit is a small one: a long one might be lost again and again. `alone`: and no other run
 * shares it.
 */
export type Advance = {
  readonly claim: ClaimedRun;
  readonly stopping: () => boolean;
  readonly careful?: boolean;
  readonly alone?: boolean;
};

type Position = {
  readonly claim: ClaimedRun;
  readonly run: LoadedRun | null;
  readonly arrived: ExternalOutcome | null;
  readonly failures: ReadonlyMap<string, StepFailure>;
  readonly apart: boolean;
};

/**
 * Runs a claimed run until it ends, waits, or belongs to another worker: segment, call, segment. Holds no transaction
 * during a call. What it throws is no step's failure: the caller lets the run go and somebody claims it again.
 */
export async function advanceRun<Tx>(ports: EnginePorts<Tx>, advance: Advance): Promise<AdvanceResult> {
  let position: Position = { claim: advance.claim, run: null, arrived: null, failures: new Map(), apart: false };
  ports.reach("run.claimed");
  for (;;) {
    const attempt = await commitSegment(ports, position, advance);
    if (attempt.kind === "fenced") return "fenced";
    if (attempt.kind === "apart") {
      position = { ...position, apart: true };
      continue;
    }
    if (attempt.kind === "again") {
      position = { ...position, failures: new Map([...position.failures, [attempt.failure.tokenId, attempt.failure]]) };
      continue;
    }
    const { claim, run, outcome } = attempt;
    const ending = endingOf(outcome);
    if (ending === "ended") ports.reach("run.ended");
    if (ending !== null) return ending;
    const arrived = outcome.call === null ? null : await callExternal(ports, { claim, run, call: outcome.call });
    position = { claim, run, arrived, failures: new Map(), apart: false };
  }
}

function endingOf({ next }: SegmentOutcome): AdvanceResult | null {
  switch (next.kind) {
    case "ended":
      return "ended";
    case "waiting":
      return "waiting";
    case "runnable":
      return "stopped";
    case "running":
      return null;
  }
}

type Attempt =
  | {
      readonly kind: "committed";
      readonly claim: ClaimedRun;
      readonly run: LoadedRun;
      readonly outcome: SegmentOutcome;
    }
  | { readonly kind: "again"; readonly failure: StepFailure }
  | { readonly kind: "apart" }
  | { readonly kind: "fenced" };

/** A step that fails inside the transaction takes its neighbours with it: they run again, with the failure known. */
async function commitSegment<Tx>(ports: EnginePorts<Tx>, position: Position, advance: Advance): Promise<Attempt> {
  const outcomes: SegmentOutcome[] = [];
  const { claim, run, arrived, failures, apart } = position;
  const stopping = advance.stopping();
  const careful = advance.careful === true && run === null;
  const work = async (segment: Segment<Tx>): Promise<SegmentOutcome> => {
    ports.reach("segment.open");
    const outcome = await runSegment(ports, segment, { claim, arrived, failures, apart, stopping, careful });
    outcomes.push(outcome);
    ports.reach("segment.beforeCommit");
    return outcome;
  };
  try {
    const together = run === null && advance.alone !== true && !apart && failures.size === 0;
    const result = await ports.store.commit({ claim, run, together, work });
    const outcome = outcomes.at(-1);
    if (result.kind === "fenced" || outcome === undefined) return { kind: "fenced" };
    ports.reach("segment.committed");
    return { kind: "committed", claim: result.claim, run: result.run, outcome };
  } catch (error) {
    if (error instanceof LateEffectError && !apart) return { kind: "apart" };
    if (error instanceof StepFailure) return { kind: "again", failure: error };
    throw error;
  }
}
