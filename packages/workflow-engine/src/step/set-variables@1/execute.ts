import { resolveFields } from "../field-values.ts";
import { copyValues } from "../record-output.ts";
import { controlStep } from "../step-executor.ts";
import { SetVariablesConfig } from "./definition.ts";

/** The variables are the step's output. */
export const setVariablesExecutor = controlStep(SetVariablesConfig, ({ values }, { scope }) => ({
  input: null,
  outcome: { kind: "done", port: "next", output: copyValues(resolveFields(values, scope)) },
}));
