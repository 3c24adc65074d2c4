import { allows, type StepDefinition } from "@catalyst/contracts";
import { applyOutcome, applyWake, markDoubtful, type StepOutcome, tokenOf, type Transition } from "./apply-outcome.ts";
import type { ExternalOutcome, StartedCall } from "./external-call.ts";
import { type Command, decideNext } from "./decide-next.ts";
import type { JsonValue } from "./expression/to-json.ts";
import { indexGraph, stepOf } from "./graph/graph-index.ts";
import type { ClaimedRun, EnginePorts, HistoryRow, NewWait, NextStatus, Segment, SegmentCommit } from "./ports.ts";
import type { RunState } from "./run-state.ts";
import { executorOf } from "./step/executor-registry.ts";
import type { RenderedCall, StepContext } from "./step/step-executor.ts";
import { findStepType } from "./step/step-registry.ts";
import { triggerScope } from "./trigger/match-triggers.ts";
import { mayRepeat } from "./repeat-call.ts";
import { failureOf, StepFailure } from "./step-failure.ts";

/** Steps in one transaction at most: a crash repeats no more than these, and locks are held no longer. */
export const SEGMENT_STEP_LIMIT = 10;

/** What a segment did and what to call next. */
export type SegmentOutcome = SegmentCommit & { readonly call: StartedCall | null };

/** What is known before a segment begins. */
export type SegmentInput = {
  readonly claim: ClaimedRun;
  /** The outcome of the call that the last segment started. */
  readonly arrived: ExternalOutcome | null;
  /** Steps that failed in an attempt of this segment that was rolled back. */
  readonly failures: ReadonlyMap<string, StepFailure>;
  readonly stopping: boolean;
};

/** A call whose first try may have worked: its request is in that try's history row. */
const REPEATED: RenderedCall = { request: null, input: null };

type Progress = {
  state: RunState;
  readonly rows: HistoryRow[];
  readonly waits: NewWait[];
  readonly resolvedWaits: string[];
};

/** Runs steps inside one transaction until one needs the world outside, all wait, the run ends, or ten were done. */
export async function runSegment<Tx>(
  ports: EnginePorts<Tx>,
  segment: Segment<Tx>,
  input: SegmentInput,
): Promise<SegmentOutcome> {
  const { graph } = segment.run;
  const progress: Progress = { state: segment.run.state, rows: [], waits: [], resolvedWaits: [] };
  const now = ports.now();
  const base = { runId: input.claim.runId, now };
  if (input.arrived !== null) {
    record(
      progress,
      applyOutcome(graph, progress.state, {
        ...base,
        ...input.arrived,
        input: null,
        newId: ports.newId(),
        chance: ports.chance(),
      }),
    );
  }
  if (segment.cancelRequested) return close(progress, { kind: "ended", status: "cancelled", detail: "Cancelled" });
  for (let steps = 0; steps < SEGMENT_STEP_LIMIT; steps += 1) {
    const [command] = decideNext(graph, progress.state, now);
    if (command === undefined) throw new Error("Assertion failed: there is always a next command");
    const ending = await carryOut(ports, { segment, input, progress, now }, command);
    if (ending !== null) return ending;
  }
  return close(progress, { kind: input.stopping ? "runnable" : "running" });
}

type Work<Tx> = {
  readonly segment: Segment<Tx>;
  readonly input: SegmentInput;
  readonly progress: Progress;
  readonly now: string;
};

/** Does what was decided; gives the segment's end, or null to go on. */
async function carryOut<Tx>(ports: EnginePorts<Tx>, work: Work<Tx>, command: Command): Promise<SegmentOutcome | null> {
  const { progress, segment, now } = work;
  switch (command.kind) {
    case "finish":
      return close(progress, { kind: "ended", status: command.status, detail: command.detail });
    case "sleep":
      return close(progress, { kind: "waiting", wakeAt: command.wakeAt, detail: command.detail });
    case "wake":
      record(
        progress,
        applyWake(segment.run.graph, progress.state, { tokenId: command.tokenId, runId: work.input.claim.runId, now }),
      );
      return null;
    case "callExternal":
      return repeatCall(ports, work, command.tokenId);
    case "runStep":
      return await runStep(ports, work, command);
  }
}

/** A call was begun before a takeover: made again where that is harmless, else nobody can know. */
function repeatCall<Tx>(ports: EnginePorts<Tx>, work: Work<Tx>, tokenId: string): SegmentOutcome | null {
  const { progress, segment, now } = work;
  const token = tokenOf(progress.state, tokenId);
  if (token.position.kind !== "external") throw new Error(`Assertion failed: token ${tokenId} calls nothing`);
  const { startedSeq, startedAt } = token.position;
  const step = stepOf(indexGraph(segment.run.graph), token.stepKey);
  if (mayRepeat(step, startedAt, now)) {
    progress.state = markDoubtful(progress.state, tokenId);
    return close(progress, { kind: "running" }, { tokenId, startedSeq, request: null });
  }
  settle(ports, work, {
    tokenId,
    input: null,
    outcome: {
      kind: "uncertain",
      code: "worker_lost",
      message: "The worker was lost during the call. Nobody can know whether it was carried out.",
    },
  });
  return null;
}

async function runStep<Tx>(
  ports: EnginePorts<Tx>,
  work: Work<Tx>,
  command: Extract<Command, { kind: "runStep" }>,
): Promise<SegmentOutcome | null> {
  const { tokenId } = command;
  const known = work.input.failures.get(tokenId);
  if (known !== undefined) return settle(ports, work, known);
  const step = stepOf(indexGraph(work.segment.run.graph), command.stepKey);
  const refusal = refusalOf(work, step);
  if (refusal !== null) return settle(ports, work, { tokenId, input: null, outcome: refusal });
  const context = contextOf(work);
  const executor = executorOf(step.type);
  try {
    switch (executor.kind) {
      case "control":
        return settle(ports, work, { tokenId, ...executor.decide(step.config, context) });
      case "external": {
        const { doubt } = tokenOf(work.progress.state, tokenId);
        const { request, input } = doubt === null ? executor.render(step.config, context) : REPEATED;
        settle(ports, work, { tokenId, input, outcome: { kind: "started", request } });
        return close(
          work.progress,
          { kind: "running" },
          { tokenId, startedSeq: doubt ?? work.progress.state.seq, request },
        );
      }
      case "database": {
        const prepared = await executor.prepare(step.config, context);
        const output = await writing(tokenId, prepared.input, () =>
          prepared.effect(ports.records(work.segment, { claim: work.input.claim, stepKey: step.key })),
        );
        return settle(ports, work, { tokenId, input: prepared.input, outcome: { kind: "done", port: "next", output } });
      }
    }
  } catch (error) {
    const outcome = error instanceof StepFailure ? null : failureOf(error);
    if (outcome === null) throw error;
    return settle(ports, work, { tokenId, input: null, outcome });
  }
}

async function writing(tokenId: string, input: JsonValue, effect: () => Promise<JsonValue>): Promise<JsonValue> {
  try {
    return await effect();
  } catch (error) {
    const outcome = failureOf(error);
    throw outcome === null ? error : new StepFailure(tokenId, { input, outcome }, error);
  }
}

/** A run may do no more than the person who triggered it. */
function refusalOf<Tx>({ segment }: Work<Tx>, step: StepDefinition): StepOutcome | null {
  const action = findStepType(step.type)?.action ?? null;
  if (action === null || allows(segment.principal.role, action)) return null;
  return {
    kind: "failed",
    code: "forbidden",
    message: "Whoever started this run has no right to do this.",
    retryable: false,
    definite: true,
  };
}

function contextOf<Tx>({ segment, progress, now }: Work<Tx>): StepContext {
  const { trigger } = segment.run;
  return { trigger, scope: { ...triggerScope(trigger, now), steps: progress.state.outputs } };
}

function settle<Tx>(
  ports: EnginePorts<Tx>,
  work: Work<Tx>,
  settled: { readonly tokenId: string; readonly input: JsonValue; readonly outcome: StepOutcome },
): null {
  const { tokenId, input, outcome } = settled;
  const applied = {
    tokenId,
    input,
    outcome,
    runId: work.input.claim.runId,
    now: work.now,
    newId: ports.newId(),
    chance: ports.chance(),
  };
  record(work.progress, applyOutcome(work.segment.run.graph, work.progress.state, applied));
  return null;
}

function record(progress: Progress, transition: Transition): void {
  progress.state = transition.state;
  progress.rows.push(...transition.rows);
  progress.waits.push(...transition.waits);
  progress.resolvedWaits.push(...transition.resolvedWaits);
}

function close(progress: Progress, next: NextStatus, call: StartedCall | null = null): SegmentOutcome {
  const resolved = new Set(progress.resolvedWaits);
  const { state, rows } = progress;
  // A wait that began and ended in this very segment needs no row at all.
  const waits = progress.waits.filter((wait) => !resolved.has(wait.waitId));
  return { state, rows, waits, resolvedWaits: progress.resolvedWaits, next, call };
}
