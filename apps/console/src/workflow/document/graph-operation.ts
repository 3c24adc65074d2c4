import type { StepDefinition, TriggerDefinition } from "@catalyst/contracts";
import type { Point } from "./edge-path.ts";

/** Where an edge starts: a step's key, or the trigger. */
export type Origin = string;
/** Name of the trigger where a step's key could stand. */
export const TRIGGER = "trigger";

/** A place between two steps; `to` null is the open end behind an exit. */
export type EdgePlace = { readonly from: Origin; readonly port: string; readonly to: string | null };

/** What of a step its form can change. */
export type StepPatch = {
  readonly [Part in "config" | "retry" | "onError" | "timeoutMs" | "compensation"]?: StepDefinition[Part] | undefined;
};

/** Everything that can be done to a workflow. Canvas, outline and forms send these; nothing else changes the document. */
export type GraphOperation =
  | { readonly kind: "addStep"; readonly place: EdgePlace; readonly step: StepDefinition }
  | { readonly kind: "updateStep"; readonly key: string; readonly patch: StepPatch }
  | { readonly kind: "renameStep"; readonly key: string; readonly name: string }
  | { readonly kind: "moveStep"; readonly key: string; readonly place: EdgePlace }
  | { readonly kind: "duplicateStep"; readonly key: string; readonly newKey: string; readonly name: string }
  /** `keepPort`: of a step with several exits, the branch that stays in its place; the others go with it. */
  | { readonly kind: "deleteStep"; readonly key: string; readonly keepPort?: string }
  | { readonly kind: "connect"; readonly from: Origin; readonly port: string; readonly to: string }
  | { readonly kind: "disconnect"; readonly from: Origin; readonly port: string; readonly to: string }
  | { readonly kind: "setTrigger"; readonly trigger: TriggerDefinition }
  | { readonly kind: "placeStep"; readonly key: Origin; readonly position: Point }
  | { readonly kind: "tidyUp" };
