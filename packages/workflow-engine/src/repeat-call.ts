import type { StepDefinition } from "@catalyst/contracts";
import { findStepType } from "./step/step-registry.ts";

/** Receivers forget idempotency keys (Resend after 24 h): a call begun earlier than this is not repeated. */
export const REPEAT_LIMIT_MS = 20 * 3_600_000;

/** Whether a call whose outcome is not known may be made again. */
export function mayRepeat(step: StepDefinition, startedAt: string, now: string): boolean {
  switch (findStepType(step.type)?.replay(step.config) ?? "never") {
    case "natural":
      return true;
    case "keyed":
      return Date.parse(now) - Date.parse(startedAt) < REPEAT_LIMIT_MS;
    case "never":
      return false;
  }
}
