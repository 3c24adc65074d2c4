import { z } from "zod";
import { FieldExpressions } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

export const StopConfig = z.strictObject({
  status: z.enum(["completed", "failed"]),
  message: z.string().max(1_000).default(""),
  result: FieldExpressions.default({}),
});
export type StopConfig = z.infer<typeof StopConfig>;

/** Ends the whole run. */
export const stopType = defineStepType<StopConfig>({
  type: "stop@1",
  label: "Stop",
  description: "Ends the run, and can give a result to the workflow that called it.",
  group: "logic",
  icon: "stop",
  kind: "control",
  action: null,
  ports: [],
  form: [
    {
      key: "status",
      label: "The run has",
      kind: "select",
      required: true,
      help: "A run that has failed undoes the steps that can be undone.",
      options: [
        { value: "completed", label: "Completed" },
        { value: "failed", label: "Failed" },
      ],
    },
    { key: "message", label: "Reason", kind: "template", required: false, help: "Shown with the run." },
    {
      key: "result",
      label: "Result",
      kind: "namedValues",
      required: false,
      help: "For the workflow that called this one.",
    },
  ],
  initialConfig: { status: "completed", message: "", result: {} },
  schema: StopConfig,
  validate: (config, validation) => {
    validation.template("message", config.message);
    for (const [key, value] of Object.entries(config.result)) validation.value(`result.${key}`, value, null);
  },
  replay: () => "natural",
});
