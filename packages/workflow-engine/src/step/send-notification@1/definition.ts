import { z } from "zod";
import { People, validatePeople } from "../people.ts";
import { requireTemplate } from "../required-template.ts";
import { defineStepType } from "../step-type.ts";

export const SendNotificationConfig = z.strictObject({
  to: z.enum(["owner", "people"]),
  people: People.default([]),
  title: z.string().max(1_000),
  body: z.string().max(10_000).default(""),
  mail: z.boolean().default(false),
});
export type SendNotificationConfig = z.infer<typeof SendNotificationConfig>;

/** Tells members something, in the console. */
export const sendNotificationType = defineStepType<SendNotificationConfig>({
  type: "send_notification@1",
  label: "Notify",
  description: "Tells members something, in the console and if wanted by mail.",
  group: "communication",
  icon: "bell",
  kind: "database",
  action: null,
  form: [
    {
      key: "to",
      label: "Whom",
      kind: "select",
      required: true,
      help: "",
      options: [
        { value: "owner", label: "The record's owner" },
        { value: "people", label: "The people below" },
      ],
    },
    { key: "people", label: "People", kind: "people", required: false, help: "" },
    { key: "title", label: "Title", kind: "template", required: true, help: "" },
    { key: "body", label: "Text", kind: "longTemplate", required: false, help: "" },
    { key: "mail", label: "Send it by mail too", kind: "boolean", required: false, help: "" },
  ],
  initialConfig: { to: "owner", people: [], title: "", body: "", mail: false },
  schema: SendNotificationConfig,
  validate: (config, validation) => {
    if (config.to === "people") validatePeople("people", config.people, validation);
    requireTemplate(validation, "title", { text: config.title, label: "Title" });
    validation.template("body", config.body);
  },
  replay: () => "natural",
  outputs: () => [{ path: "notified", label: "Number of people", type: "number" }],
});
