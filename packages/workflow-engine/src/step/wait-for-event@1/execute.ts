import { EffectError } from "../../effect-error.ts";
import { parseTemplate, renderTemplate } from "../../expression/template.ts";
import { DELAY_UNITS } from "../delay@1/definition.ts";
import { controlStep } from "../step-executor.ts";
import { WaitForEventConfig } from "./definition.ts";

const MINUTE_MS = 60_000;

/** Keys of events that others send; those of child runs are told apart by their own prefix. */
export function eventKey(name: string): string {
  return `event:${name}`;
}

/** Waits for an event's name; what it says becomes the output. */
export const waitForEventExecutor = controlStep(
  WaitForEventConfig,
  (config, { scope }) => {
    const name = renderTemplate(parseTemplate(config.key), scope, "line").trim();
    if (name === "")
      throw new EffectError("event_key", "The event to wait for has no name.", { retryable: false, definite: true });
    const dueAt = new Date(Date.parse(scope.now) + config.amount * DELAY_UNITS[config.unit]).toISOString();
    const lookBackMs = config.lookBackMinutes * MINUTE_MS;
    const outcome = {
      kind: "wait",
      reason: "event",
      dueAt,
      key: eventKey(name),
      memo: { event: name },
      lookBackMs,
    } as const;
    return { input: { event: name, until: dueAt }, outcome };
  },
  (_config, _context, wake) =>
    wake.kind === "arrival"
      ? { kind: "done", port: "next", output: { payload: wake.payload, timedOut: false } }
      : { kind: "done", port: "timeout", output: { payload: null, timedOut: true } },
);
