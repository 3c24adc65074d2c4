import { WorkflowCondition } from "@catalyst/contracts";
import { z } from "zod";
import { defineStepType } from "../step-type.ts";

export const IfElseConfig = z.strictObject({ condition: WorkflowCondition });
export type IfElseConfig = z.infer<typeof IfElseConfig>;

/** Goes one of two ways. */
export const ifElseType = defineStepType<IfElseConfig>({
  type: "if_else@1",
  label: "If / else",
  description: "Goes on along Yes when the condition holds, else along No.",
  group: "logic",
  icon: "branch",
  kind: "control",
  action: null,
  ports: [
    { key: "true", label: "Yes" },
    { key: "false", label: "No" },
  ],
  form: [{ key: "condition", label: "Condition", kind: "condition", required: true, help: "" }],
  initialConfig: { condition: { kind: "rules", match: "all", rules: [] } },
  schema: IfElseConfig,
  validate: (config, validation) => validation.condition("condition", config.condition),
  replay: () => "natural",
  outputs: () => [{ path: "result", label: "Condition held", type: "boolean" }],
});
