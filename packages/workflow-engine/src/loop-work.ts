import { beginItem, beginSlice, childKey, leaveLoop, loopOf, nextSlice, startSlice } from "./apply-loop.ts";
import type { NewWait } from "./ports.ts";
import { settle, type Work } from "./segment-work.ts";
import { idempotencyKeyOf } from "./run-state.ts";
import { recordOutput } from "./step/record-output.ts";
import { tokenOf } from "./token-set.ts";

/** Begins the next item of a loop here. A record that is gone, or not visible any more, is passed over. */
export async function beginNextItem<Tx>(work: Work<Tx>, tokenId: string): Promise<null> {
  const { progress, segment, ports, input } = work;
  const token = tokenOf(progress.state, tokenId);
  const { list, next } = loopOf(token);
  const effects = ports.effects(segment, { claim: input.claim, apart: input.apart, stepKey: token.stepKey });
  const found = await effects.loadItem(list, next);
  const item = found === null ? null : recordOutput(found);
  progress.state = beginItem(segment.run.graph, progress.state, { token, item });
  return null;
}

/** Gives the next items of a loop to a child run, whose end this run waits for. */
export async function beginNextSlice<Tx>(work: Work<Tx>, tokenId: string): Promise<null> {
  const { progress, segment, ports, input } = work;
  const token = tokenOf(progress.state, tokenId);
  const share = nextSlice(loopOf(token));
  const { runId } = input.claim;
  const effects = ports.effects(segment, { claim: input.claim, apart: input.apart, stepKey: token.stepKey });
  const started = await effects.startRun({
    workflowId: null,
    state: startSlice(progress.state, token, share),
    triggerKey: `${idempotencyKeyOf(runId, token)}:${share.from}`,
    trigger: segment.run.trigger,
    reportsBack: true,
  });
  if (started.problem !== null) return refuseSlice(work, tokenId, started.problem);
  const waitId = ports.newId();
  progress.state = beginSlice(progress.state, { token, childRunId: started.runId, waitId });
  progress.waits.push(
    waitForChild(progress.state.tokens.at(-1)?.tokenId ?? tokenId, token.stepKey, { waitId, runId: started.runId }),
  );
  return null;
}

function refuseSlice<Tx>(work: Work<Tx>, tokenId: string, message: string): null {
  const outcome = { kind: "failed", code: "child_refused", message, retryable: false, definite: true } as const;
  return settle(work, { tokenId, input: null, outcome });
}

function waitForChild(tokenId: string, stepKey: string, child: { waitId: string; runId: string }): NewWait {
  const key = childKey(child.runId);
  const details = { runId: child.runId };
  return { waitId: child.waitId, tokenId, stepKey, kind: "child", dueAt: null, key, acceptFrom: null, details };
}

/** Goes on behind a loop, or ends a child run's share of one. */
export function endLoop<Tx>(work: Work<Tx>, tokenId: string): null {
  const { progress, segment } = work;
  const token = tokenOf(progress.state, tokenId);
  const { slice, end, failed } = loopOf(token);
  progress.state = leaveLoop(segment.run.graph, progress.state, token);
  if (slice) return null;
  return settle(work, {
    tokenId,
    input: null,
    outcome: { kind: "done", port: "next", output: { count: end, failed } },
  });
}
