import { z } from "zod";
import { People, validatePeople } from "../people.ts";
import { requireTemplate } from "../required-template.ts";
import { defineStepType } from "../step-type.ts";

const Hours = z.int().min(1).max(8_784);

export const ApprovalConfig = z.strictObject({
  people: People,
  title: z.string().max(1_000),
  body: z.string().max(10_000).default(""),
  mail: z.boolean().default(true),
  /** Reminds those who are asked, again and again, this often. */
  remindHours: Hours.optional(),
  /** After so long others are asked too. */
  escalateHours: Hours.optional(),
  escalateTo: People.default([]),
  /** After so long nobody is asked any more. */
  expireHours: Hours.default(720),
});
export type ApprovalConfig = z.infer<typeof ApprovalConfig>;

/** Asks people, and waits for the first of them to decide. */
export const approvalType = defineStepType<ApprovalConfig>({
  type: "approval@1",
  label: "Approval",
  description: "Asks people to approve or reject, in the console and by a link in a mail. The first decision counts.",
  group: "communication",
  icon: "approve",
  kind: "database",
  action: null,
  ports: [
    { key: "approved", label: "Approved" },
    { key: "rejected", label: "Rejected" },
    { key: "expired", label: "Nobody decided" },
  ],
  form: [
    { key: "people", label: "Who decides", kind: "people", required: true, help: "One of them is enough." },
    { key: "title", label: "Question", kind: "template", required: true, help: "" },
    { key: "body", label: "Details", kind: "longTemplate", required: false, help: "" },
    {
      key: "mail",
      label: "Ask by mail too",
      kind: "boolean",
      required: false,
      help: "The mail has a link for each of them.",
    },
    { key: "remindHours", label: "Remind every … hours", kind: "number", required: false, help: "" },
    { key: "escalateHours", label: "Ask others after … hours", kind: "number", required: false, help: "" },
    { key: "escalateTo", label: "These others", kind: "people", required: false, help: "" },
    {
      key: "expireHours",
      label: "Give up after … hours",
      kind: "number",
      required: true,
      help: "720 hours are 30 days.",
    },
  ],
  initialConfig: { people: [], title: "", body: "", mail: true, escalateTo: [], expireHours: 720 },
  schema: ApprovalConfig,
  validate: (config, validation) => {
    validatePeople("people", config.people, validation);
    requireTemplate(validation, "title", { text: config.title, label: "Question" });
    validation.template("body", config.body);
    if (config.escalateHours === undefined) return;
    validatePeople("escalateTo", config.escalateTo, validation);
    if (config.escalateHours >= config.expireHours)
      validation.error({
        code: "escalates_too_late",
        path: "escalateHours",
        message: "Others would be asked only when nobody is asked any more.",
      });
  },
  replay: () => "natural",
  outputs: () => [
    { path: "decision", label: "Decision", type: "text" },
    { path: "decidedBy", label: "Decided by", type: "user" },
    { path: "reason", label: "Reason", type: "text" },
  ],
});
