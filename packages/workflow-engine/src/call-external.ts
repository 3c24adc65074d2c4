import { indexGraph } from "./graph/graph-index.ts";
import type { ClaimedRun, EnginePorts, LoadedRun } from "./ports.ts";
import { mayRepeat } from "./repeat-call.ts";
import type { ExternalOutcome, StartedCall } from "./external-call.ts";
import { failureOf } from "./step-failure.ts";
import { idempotencyKeyOf } from "./run-state.ts";
import { workOf } from "./step-work.ts";
import { tokenOf } from "./token-set.ts";
import { executorOf } from "./step/executor-registry.ts";

/** A call's time at most where the step names none. */
export const CALL_TIMEOUT_MS = 30_000;

type PreparedCall = { readonly claim: ClaimedRun; readonly run: LoadedRun; readonly call: StartedCall };

/** Makes a call that is recorded as started. Its outcome is committed by the next segment. */
export async function callExternal<Tx>(
  ports: EnginePorts<Tx>,
  { claim, run, call }: PreparedCall,
): Promise<ExternalOutcome> {
  const token = tokenOf(run.state, call.tokenId);
  const step = workOf(indexGraph(run.graph), token);
  const executor = executorOf(step.type);
  if (executor.kind !== "external") throw new Error(`Assertion failed: ${step.type} calls nothing`);
  ports.reach("external.started");
  const { runId, tenantId, principalId } = claim;
  const options = {
    idempotencyKey: idempotencyKeyOf(runId, token),
    timeoutMs: step.timeoutMs ?? CALL_TIMEOUT_MS,
    tenantId,
    principalId,
    runId,
  };
  const stored = call.request === null ? await ports.store.loadRequest(claim, call.startedSeq) : null;
  try {
    const request = call.request ?? executor.reveal(stored, call.fresh);
    const output = await executor.call(request, { mail: ports.mail, http: ports.http, options });
    ports.reach("external.called");
    return { tokenId: call.tokenId, outcome: { kind: "done", port: "next", output } };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    const doubtful = failure.kind === "failed" && !failure.definite && !mayRepeat(step, ports.now(), ports.now());
    return {
      tokenId: call.tokenId,
      outcome: doubtful ? { kind: "uncertain", code: failure.code, message: failure.message } : failure,
    };
  }
}
