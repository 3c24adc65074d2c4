import { ValueExpression } from "@catalyst/contracts";
import { z } from "zod";
import { isKnownZone } from "../../time/zoned-time.ts";
import { defineStepType } from "../step-type.ts";

export const DelayUntilConfig = z.strictObject({
  /** A date, or a date with time. */
  at: ValueExpression,
  offsetDays: z.int().min(-366).max(366).default(0),
  /** For dates: the time of day, in the time zone. */
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  timeZone: z.string().max(60),
});
export type DelayUntilConfig = z.infer<typeof DelayUntilConfig>;

/** Sleeps until a date comes. */
export const delayUntilType = defineStepType<DelayUntilConfig>({
  type: "delay_until@1",
  label: "Wait until",
  description: "Waits for a date, such as a field's. One that is past is not waited for.",
  group: "time",
  icon: "clock",
  kind: "wait",
  action: null,
  form: [
    { key: "at", label: "Date", kind: "value", required: true, help: "A field with a date, or a fixed one." },
    { key: "offsetDays", label: "Days after it", kind: "number", required: false, help: "Negative: days before it." },
    {
      key: "time",
      label: "Time of day",
      kind: "line",
      required: true,
      help: "Such as 09:00; for dates without a time.",
    },
    { key: "timeZone", label: "Time zone", kind: "line", required: true, help: "Such as Europe/Berlin." },
  ],
  initialConfig: { at: { kind: "template", text: "" }, offsetDays: 0, time: "09:00", timeZone: "UTC" },
  schema: DelayUntilConfig,
  validate: (config, validation) => {
    if (config.at.kind === "template" && config.at.text.trim() === "")
      validation.error({ code: "required_missing", path: "at", message: "Date is missing." });
    else validation.value("at", config.at, null);
    if (!isKnownZone(config.timeZone))
      validation.error({ code: "time_zone", path: "timeZone", message: `There is no time zone "${config.timeZone}".` });
  },
  replay: () => "natural",
  outputs: () => [{ path: "resumedAt", label: "Went on at", type: "dateTime" }],
});
