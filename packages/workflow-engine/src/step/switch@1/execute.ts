import { evaluateCondition } from "../../expression/compile-condition.ts";
import { controlStep } from "../step-executor.ts";
import { OTHERWISE, SwitchConfig } from "./definition.ts";

/** Evaluates one case after the other; those behind the first that holds are not looked at. */
export const switchExecutor = controlStep(SwitchConfig, ({ cases }, context) => {
  const taken = cases.find(({ condition }) => evaluateCondition(condition, context.scope));
  const output = { case: taken?.label ?? "Otherwise" };
  return { input: null, outcome: { kind: "done", port: taken?.key ?? OTHERWISE, output } };
});
