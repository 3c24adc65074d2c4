import type { StepDefinition } from "@catalyst/contracts";
import { findStepType } from "./step-registry.ts";
import type { StepPort } from "./step-type.ts";

const NEXT: StepPort = { key: "next", label: "Next" };
const ON_ERROR: StepPort = { key: "error", label: "On error" };

/** The exits of a step as it is configured, with the one for errors where its author asked for it. */
export function exitsOf(step: Pick<StepDefinition, "type" | "config" | "onError">): readonly StepPort[] {
  const ports = findStepType(step.type)?.portsOf(step.config) ?? [NEXT];
  return step.onError === "path" ? [...ports, ON_ERROR] : ports;
}
