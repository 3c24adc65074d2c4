import { RunId, WorkflowId } from "@catalyst/contracts";
import { childKey } from "../../apply-loop.ts";
import type { StepOutcome } from "../../apply-outcome.ts";
import { EffectError } from "../../effect-error.ts";
import { idempotencyKeyOf } from "../../run-state.ts";
import { resolveFields } from "../field-values.ts";
import { readEnd } from "../for-each@1/execute.ts";
import { copyValues } from "../record-output.ts";
import { effectStep, type StepWake } from "../step-executor.ts";
import { CallWorkflowConfig } from "./definition.ts";

/** Starts the run in the segment's transaction; what it leaves when it ends is the step's output. */
export const callWorkflowExecutor = effectStep(CallWorkflowConfig, {
  prepare: async (config, context) => {
    const workflowId = WorkflowId.parse(config.workflowId);
    const input = copyValues(resolveFields(config.input, context.scope));
    return {
      input: { workflowId, input },
      effect: async (effects) => {
        const { runId, problem } = await effects.startRun({
          workflowId,
          state: null,
          triggerKey: idempotencyKeyOf(context.runId, context.token),
          trigger: { ...context.trigger, event: "workflow", input },
          reportsBack: config.waits,
        });
        if (problem !== null) throw new EffectError("call_refused", problem, { retryable: false, definite: true });
        return config.waits ? waitFor(runId) : { kind: "done", port: "next", output: { runId, result: null } };
      },
    };
  },
  resume: (_config, _context, wake) => ({ input: null, effect: async () => endOf(wake) }),
});

function waitFor(runId: RunId): StepOutcome {
  return { kind: "wait", reason: "child", dueAt: null, key: childKey(runId), memo: { runId } };
}

function endOf(wake: StepWake): StepOutcome {
  const { status, detail, result } = readEnd(wake.kind === "arrival" ? wake.payload : null);
  const runId = typeof wake.memo === "object" && wake.memo !== null && "runId" in wake.memo ? wake.memo["runId"] : null;
  if (status === "completed") return { kind: "done", port: "next", output: { runId: runId ?? null, result } };
  const message = `The workflow that was called has not completed: ${detail ?? status}`;
  return { kind: "failed", code: `called_${status}`, message, retryable: false, definite: true };
}
