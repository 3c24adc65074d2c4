import { goOn } from "../go-on.ts";
import { controlStep } from "../step-executor.ts";
import { DelayConfig, delayMs } from "./definition.ts";

/** Says until when to wait; the wait itself is a row, so it outlives any process. */
export const delayExecutor = controlStep(
  DelayConfig,
  (config, context) => {
    const dueAt = new Date(Date.parse(context.scope.now) + delayMs(config)).toISOString();
    return { input: { until: dueAt }, outcome: { kind: "wait", reason: "delay", dueAt } };
  },
  goOn,
);
