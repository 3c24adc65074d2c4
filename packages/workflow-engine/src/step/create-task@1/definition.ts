import { ValueExpression } from "@catalyst/contracts";
import { z } from "zod";
import { recordOutputs } from "../field-values.ts";
import { requireTemplate } from "../required-template.ts";
import { defineStepType } from "../step-type.ts";

export const CreateTaskConfig = z.strictObject({
  title: z.string().max(1_000),
  description: z.string().max(20_000).default(""),
  dueInDays: z.int().min(0).max(3_650).default(1),
  priority: z.enum(["low", "normal", "high"]).default("normal"),
  /** Left out: whoever owns the record that started the run. */
  assignee: ValueExpression.optional(),
});
export type CreateTaskConfig = z.infer<typeof CreateTaskConfig>;

/** Asks somebody to do something. */
export const createTaskType = defineStepType<CreateTaskConfig>({
  type: "create_task@1",
  label: "Create task",
  description: "Creates a task for the record's owner, or for somebody else.",
  group: "records",
  icon: "add",
  kind: "database",
  action: "records.create",
  form: [
    { key: "title", label: "Title", kind: "template", required: true, help: "" },
    { key: "description", label: "Description", kind: "longTemplate", required: false, help: "" },
    { key: "dueInDays", label: "Due in days", kind: "number", required: false, help: "" },
    {
      key: "priority",
      label: "Priority",
      kind: "select",
      required: false,
      help: "",
      options: [
        { value: "low", label: "Low" },
        { value: "normal", label: "Normal" },
        { value: "high", label: "High" },
      ],
    },
    { key: "assignee", label: "For", kind: "value", required: false, help: "Left out: the record's owner." },
  ],
  initialConfig: { title: "", description: "", dueInDays: 1, priority: "normal" },
  schema: CreateTaskConfig,
  validate: (config, validation) => {
    requireTemplate(validation, "title", { text: config.title, label: "Title" });
    validation.template("description", config.description);
    if (config.assignee !== undefined) validation.value("assignee", config.assignee, null);
  },
  replay: () => "natural",
  outputs: (_config, metadata) => recordOutputs(metadata, "tasks"),
});
