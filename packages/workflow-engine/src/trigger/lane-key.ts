import type { TriggerSnapshot } from "@catalyst/contracts";
import { ExpressionError } from "@catalyst/custom-fields/expression";
import { parseTemplate, renderTemplate } from "../expression/template.ts";
import { triggerScope } from "./match-triggers.ts";

/** The instant does not matter to a key: one that reads it would put every run into a lane of its own. */
const NO_TIME = "1970-01-01T00:00:00Z";

/** What a run's key for limits gives for what started it; empty where it can't be computed. Never throws. */
export function laneKey(template: string, trigger: TriggerSnapshot): string {
  try {
    return renderTemplate(parseTemplate(template), triggerScope(trigger, NO_TIME), "line");
  } catch (error) {
    if (error instanceof ExpressionError) return "";
    throw error;
  }
}
