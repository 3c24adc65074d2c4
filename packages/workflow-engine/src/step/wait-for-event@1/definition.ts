import { z } from "zod";
import { DELAY_UNITS } from "../delay@1/definition.ts";
import { requireTemplate } from "../required-template.ts";
import { defineStepType } from "../step-type.ts";

const LONGEST_WAIT_MS = 366 * DELAY_UNITS.days;

export const WaitForEventConfig = z.strictObject({
  /** What the event has to name, such as `order:{{ record.order_number }}`. */
  key: z.string().max(500),
  amount: z.number().positive().max(100_000_000),
  unit: z.enum(["seconds", "minutes", "hours", "days"]),
  /** An event that came this long before the step counts too. */
  lookBackMinutes: z.int().min(0).max(43_200).default(5),
});
export type WaitForEventConfig = z.infer<typeof WaitForEventConfig>;

/** Sleeps until something happens, or for too long. */
export const waitForEventType = defineStepType<WaitForEventConfig>({
  type: "wait_for_event@1",
  label: "Wait for event",
  description: "Waits until another system reports something, such as a payment, at the longest for some time.",
  group: "time",
  icon: "event",
  kind: "wait",
  action: null,
  ports: [
    { key: "next", label: "Happened" },
    { key: "timeout", label: "Too late" },
  ],
  form: [
    { key: "key", label: "Event", kind: "template", required: true, help: "The name with which the event is sent." },
    { key: "amount", label: "At the longest", kind: "duration", required: true, help: "Amount and unit." },
    {
      key: "lookBackMinutes",
      label: "Minutes before",
      kind: "number",
      required: false,
      help: "An event that came so long before this step counts too.",
    },
  ],
  initialConfig: { key: "", amount: 1, unit: "days", lookBackMinutes: 5 },
  schema: WaitForEventConfig,
  validate: (config, validation) => {
    requireTemplate(validation, "key", { text: config.key, label: "Event" });
    if (config.amount * DELAY_UNITS[config.unit] > LONGEST_WAIT_MS)
      validation.error({ code: "delay_too_long", path: "amount", message: "A run can wait for a year at most." });
  },
  replay: () => "natural",
  outputs: () => [
    { path: "payload", label: "What the event says", type: "json" },
    { path: "timedOut", label: "Too late", type: "boolean" },
  ],
});
