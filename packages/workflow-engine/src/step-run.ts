import { allows, type StepDefinition } from "@catalyst/contracts";
import { applyWake, markDoubtful, type StepOutcome } from "./apply-outcome.ts";
import type { Command } from "./decide-next.ts";
import { indexGraph } from "./graph/graph-index.ts";
import { withWholeOutputs } from "./large-output.ts";
import { mayRepeat } from "./repeat-call.ts";
import type { Token } from "./run-state.ts";
import { close, contextOf, record, type SegmentOutcome, type Settled, settle, type Work } from "./segment-work.ts";
import { failureOf, StepFailure } from "./step-failure.ts";
import { workOf } from "./step-work.ts";
import { executorOf } from "./step/executor-registry.ts";
import type { PreparedEffect, RenderedCall, StepContext } from "./step/step-executor.ts";
import { findStepType } from "./step/step-registry.ts";
import { tokenOf } from "./token-set.ts";

/** A call whose first try may have worked: its request is in that try's history row. */
const REPEATED: RenderedCall = { request: null, input: null };

/** Runs a token's step; gives the segment's end where a call outside comes next. */
export async function runStep<Tx>(work: Work<Tx>, tokenId: string): Promise<SegmentOutcome | null> {
  const known = work.input.failures.get(tokenId);
  if (known !== undefined) return settle(work, known);
  const base = contextOf(work, tokenId);
  const step = stepOfToken(work, base.token);
  const refusal = refusalOf(work, step);
  if (refusal !== null) return settle(work, { tokenId, input: null, outcome: refusal });
  const executor = executorOf(step.type);
  return await explained(work, tokenId, async () => {
    const context = await withWholeOutputs(work, base, step.config);
    switch (executor.kind) {
      case "control":
        return settle(work, { tokenId, newId: context.newId, ...executor.decide(step.config, context) });
      case "external":
        return beginCall(work, context, () => executor.render(step.config, context));
      case "database":
        return settle(work, await takeEffect(work, context, await executor.prepare(step.config, context)));
    }
  });
}

/** A token slept long enough: its step goes on, or is tried again. */
export async function resumeStep<Tx>(work: Work<Tx>, command: Extract<Command, { kind: "wake" }>): Promise<null> {
  const { tokenId, wake } = command;
  const { progress, segment, input } = work;
  const known = input.failures.get(tokenId);
  if (known !== undefined) return settle(work, known, applyWake);
  const base = contextOf(work, tokenId);
  const { position } = base.token;
  if (position.kind !== "waiting") throw new Error(`Assertion failed: token ${tokenId} does not wait`);
  if (position.reason === "retry") return record(progress, applyWake(segment.run.graph, progress.state, tokenId));
  const step = stepOfToken(work, base.token);
  const { resume } = executorOf(step.type);
  if (resume === undefined) throw new Error(`Assertion failed: ${step.type} never waits`);
  await explained(work, tokenId, async () => {
    const context = await withWholeOutputs(work, base, step.config);
    const prepared = resume(step.config, context, { ...wake, memo: position.memo ?? null });
    return settle(work, await takeEffect(work, context, prepared), applyWake);
  });
  return null;
}

/** A call was begun before a takeover: made again where that is harmless, else nobody can know. */
export function repeatCall<Tx>(work: Work<Tx>, tokenId: string): SegmentOutcome | null {
  const { progress, now } = work;
  const token = tokenOf(progress.state, tokenId);
  if (token.position.kind !== "external") throw new Error(`Assertion failed: token ${tokenId} calls nothing`);
  const { startedSeq, startedAt } = token.position;
  if (mayRepeat(stepOfToken(work, token), startedAt, now)) {
    progress.state = markDoubtful(progress.state, tokenId);
    return close(progress, { kind: "running" }, { tokenId, startedSeq, request: null });
  }
  const message = "The worker was lost during the call. Nobody can know whether it was carried out.";
  return settle(work, { tokenId, input: null, outcome: { kind: "uncertain", code: "worker_lost", message } });
}

function beginCall<Tx>(work: Work<Tx>, context: StepContext, render: () => RenderedCall): SegmentOutcome {
  const { tokenId, doubt } = context.token;
  const { request, input } = doubt === null ? render() : REPEATED;
  settle(work, { tokenId, input, outcome: { kind: "started", request } });
  const startedSeq = doubt ?? work.progress.state.seq;
  return close(work.progress, { kind: "running" }, { tokenId, startedSeq, request });
}

/** What fails here may have spoilt the transaction: the segment is rolled back, and runs again with the failure known. */
async function takeEffect<Tx>(work: Work<Tx>, context: StepContext, prepared: PreparedEffect): Promise<Settled> {
  const { segment, input, ports } = work;
  const { tokenId, stepKey } = context.token;
  try {
    const outcome = await prepared.effect(ports.effects(segment, { claim: input.claim, stepKey }));
    return { tokenId, input: prepared.input, outcome, newId: context.newId };
  } catch (error) {
    const outcome = failureOf(error);
    throw outcome === null ? error : new StepFailure(tokenId, { input: prepared.input, outcome }, error);
  }
}

/** A step that can't even begin, for a reason that is its own, fails; nothing was touched. */
async function explained<Tx, T>(work: Work<Tx>, tokenId: string, run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    const outcome = error instanceof StepFailure ? null : failureOf(error);
    if (outcome === null) throw error;
    return settle(work, { tokenId, input: null, outcome });
  }
}

function stepOfToken<Tx>(work: Work<Tx>, token: Token): StepDefinition {
  return workOf(indexGraph(work.segment.run.graph), token);
}

/** A run may do no more than the person who triggered it. */
function refusalOf<Tx>({ segment }: Work<Tx>, step: StepDefinition): StepOutcome | null {
  const action = findStepType(step.type)?.action ?? null;
  if (action === null || allows(segment.principal.role, action)) return null;
  const message = "Whoever started this run has no right to do this.";
  return { kind: "failed", code: "forbidden", message, retryable: false, definite: true };
}
