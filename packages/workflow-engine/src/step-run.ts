import { allows, type StepDefinition } from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
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
        return await beginCall(work, context, () => executor.render(step.config, context));
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
export async function repeatCall<Tx>(work: Work<Tx>, tokenId: string): Promise<SegmentOutcome | null> {
  const { progress, now } = work;
  const context = contextOf(work, tokenId);
  const { position } = context.token;
  if (position.kind !== "external") throw new Error(`Assertion failed: token ${tokenId} calls nothing`);
  const { startedSeq, startedAt } = position;
  const step = stepOfToken(work, context.token);
  if (mayRepeat(step, startedAt, now)) {
    progress.state = markDoubtful(progress.state, tokenId);
    const fresh = await renderAgain(work, context, step);
    return close(progress, { kind: "running" }, { tokenId, startedSeq, request: null, fresh });
  }
  const message = "The worker was lost during the call. Nobody can know whether it was carried out.";
  return settle(work, { tokenId, input: null, outcome: { kind: "uncertain", code: "worker_lost", message } });
}

/** Records a call as started. Where its first try may have worked, the request stays in that try's history row. */
async function beginCall<Tx>(
  work: Work<Tx>,
  context: StepContext,
  render: () => RenderedCall,
): Promise<SegmentOutcome> {
  const { tokenId, doubt } = context.token;
  if (doubt !== null) {
    const fresh = await renderAgain(work, context, stepOfToken(work, context.token));
    settle(work, { tokenId, input: null, outcome: { kind: "started", request: null } });
    return close(work.progress, { kind: "running" }, { tokenId, startedSeq: doubt, request: null, fresh });
  }
  const { request, stored, input } = render();
  settle(work, { tokenId, input, outcome: { kind: "started", request: stored } });
  const startedSeq = work.progress.state.seq;
  return close(work.progress, { kind: "running" }, { tokenId, startedSeq, request, fresh: null });
}

/** The request of a call that is made again, for its secrets: all else of it is stored, so it need not succeed. */
async function renderAgain<Tx>(work: Work<Tx>, context: StepContext, step: StepDefinition): Promise<JsonValue> {
  const executor = executorOf(step.type);
  if (executor.kind !== "external") throw new Error(`Assertion failed: ${step.type} calls nothing`);
  try {
    return executor.render(step.config, await withWholeOutputs(work, context, step.config)).request;
  } catch (error) {
    if (failureOf(error) === null) throw error;
    return null;
  }
}

/** What fails here may have spoilt the transaction: the segment is rolled back, and runs again with the failure known. */
async function takeEffect<Tx>(work: Work<Tx>, context: StepContext, prepared: PreparedEffect): Promise<Settled> {
  const { segment, input, ports } = work;
  const { tokenId, stepKey } = context.token;
  try {
    const outcome = await prepared.effect(ports.effects(segment, { claim: input.claim, apart: input.apart, stepKey }));
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
