import { z } from "zod";
import { recordOutputs } from "../field-values.ts";
import { requireTemplate } from "../required-template.ts";
import { defineStepType } from "../step-type.ts";

export const CreateNoteConfig = z.strictObject({
  title: z.string().max(1_000),
  body: z.string().max(20_000).default(""),
});
export type CreateNoteConfig = z.infer<typeof CreateNoteConfig>;

/** Writes something down. */
export const createNoteType = defineStepType<CreateNoteConfig>({
  type: "create_note@1",
  label: "Create note",
  description: "Writes a note.",
  group: "records",
  icon: "note",
  kind: "database",
  action: "records.create",
  form: [
    { key: "title", label: "Title", kind: "template", required: true, help: "" },
    { key: "body", label: "Text", kind: "longTemplate", required: false, help: "" },
  ],
  initialConfig: { title: "", body: "" },
  schema: CreateNoteConfig,
  validate: (config, validation) => {
    requireTemplate(validation, "title", { text: config.title, label: "Title" });
    validation.template("body", config.body);
  },
  replay: () => "natural",
  outputs: (_config, metadata) => recordOutputs(metadata, "notes"),
});
