import { WorkflowId } from "@catalyst/contracts";
import { z } from "zod";
import { FieldExpressions } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

export const CallWorkflowConfig = z.strictObject({
  workflowId: z.union([WorkflowId, z.literal("")]),
  input: FieldExpressions.default({}),
  /** False: starts it and goes on at once. */
  waits: z.boolean().default(true),
});
export type CallWorkflowConfig = z.infer<typeof CallWorkflowConfig>;

/** Runs another workflow as a step. */
export const callWorkflowType = defineStepType<CallWorkflowConfig>({
  type: "call_workflow@1",
  label: "Call workflow",
  description: "Runs another workflow with the same record, and can use its result.",
  group: "logic",
  icon: "workflow",
  kind: "database",
  action: null,
  form: [
    {
      key: "workflowId",
      label: "Workflow",
      kind: "workflow",
      required: true,
      help: "One that starts by being called.",
    },
    { key: "input", label: "What it gets", kind: "namedValues", required: false, help: "A name and a value each." },
    { key: "waits", label: "Wait for its result", kind: "boolean", required: false, help: "" },
  ],
  initialConfig: { workflowId: "", input: {}, waits: true },
  schema: CallWorkflowConfig,
  validate: (config, validation) => {
    if (config.workflowId === "")
      validation.error({ code: "required_missing", path: "workflowId", message: "Choose the workflow to call." });
    for (const [key, value] of Object.entries(config.input)) validation.value(`input.${key}`, value, null);
  },
  replay: () => "natural",
  outputs: () => [
    { path: "runId", label: "Run", type: "text" },
    { path: "result", label: "Result", type: "json" },
  ],
});
