import { conditionToCel, evaluateCondition } from "../../expression/compile-condition.ts";
import { controlStep } from "../step-executor.ts";
import { IfElseConfig } from "./definition.ts";

/** Evaluates the condition on what the run knows by now. */
export const ifElseExecutor = controlStep(IfElseConfig, ({ condition }, context) => {
  const result = evaluateCondition(condition, context.scope);
  return {
    input: { condition: conditionToCel(condition) },
    outcome: { kind: "done", port: result ? "true" : "false", output: { result } },
  };
});
