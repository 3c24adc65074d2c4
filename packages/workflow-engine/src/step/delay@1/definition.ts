import { z } from "zod";
import { defineStepType } from "../step-type.ts";

/** Units of a delay, in ms. */
export const DELAY_UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
/** A run may sleep for a year. */
const LONGEST_DELAY_MS = 366 * DELAY_UNITS.days;

export const DelayConfig = z.strictObject({
  amount: z.number().positive().max(100_000_000),
  unit: z.enum(["seconds", "minutes", "hours", "days"]),
});
export type DelayConfig = z.infer<typeof DelayConfig>;

/** How long a delay is, in ms. */
export function delayMs(config: DelayConfig): number {
  return Math.round(config.amount * DELAY_UNITS[config.unit]);
}

/** Sleeps; no worker is held meanwhile. */
export const delayType = defineStepType<DelayConfig>({
  type: "delay@1",
  label: "Wait",
  description: "Waits for some time, then goes on.",
  group: "time",
  icon: "clock",
  kind: "wait",
  action: null,
  form: [{ key: "amount", label: "Wait for", kind: "duration", required: true, help: "Amount and unit." }],
  initialConfig: { amount: 1, unit: "hours" },
  schema: DelayConfig,
  validate: (config, validation) => {
    if (delayMs(config) > LONGEST_DELAY_MS)
      validation.error({ code: "delay_too_long", path: "amount", message: "A run can wait for a year at most." });
  },
  replay: () => "natural",
  outputs: () => [{ path: "resumedAt", label: "Went on at", type: "dateTime" }],
});
