import type { StepOutcome } from "../apply-outcome.ts";
import type { StepContext } from "./step-executor.ts";

/** A wait for a time is over: the step is done, and gives when. */
export function goOn(_config: unknown, context: StepContext): StepOutcome {
  return { kind: "done", port: "next", output: { resumedAt: context.scope.now } };
}
