import { z } from "zod";
import { defineStepType } from "../step-type.ts";

export const SendEmailConfig = z.strictObject({
  to: z.string().max(2_000),
  subject: z.string().max(1_000),
  body: z.string().max(20_000),
});
export type SendEmailConfig = z.infer<typeof SendEmailConfig>;

/** Sends one mail as plain text. */
export const sendEmailType = defineStepType<SendEmailConfig>({
  type: "send_email@1",
  label: "Send e-mail",
  description: "Sends a mail. Without a mail key it goes to the development mailbox.",
  group: "communication",
  icon: "mail",
  kind: "external",
  action: null,
  form: [
    { key: "to", label: "To", kind: "template", required: true, help: "One address, or several with commas." },
    { key: "subject", label: "Subject", kind: "template", required: true, help: "" },
    { key: "body", label: "Text", kind: "longTemplate", required: true, help: "" },
  ],
  initialConfig: { to: "", subject: "", body: "" },
  schema: SendEmailConfig,
  validate: (config, validation) => {
    for (const key of ["to", "subject", "body"] as const) {
      if (config[key].trim() === "")
        validation.error({
          code: "required_missing",
          path: key,
          message: `${{ to: "To", subject: "Subject", body: "Text" }[key]} is missing.`,
        });
      else validation.template(key, config[key]);
    }
  },
  replay: () => "keyed",
  outputs: () => [
    { path: "messageId", label: "Message ID", type: "text" },
    { path: "to", label: "To", type: "text" },
  ],
});
