import type { FieldValue } from "@catalyst/contracts";
import { EffectError } from "../../effect-error.ts";
import { resolveValue } from "../../expression/resolve-value.ts";
import { instantOf } from "../../time/zoned-time.ts";
import { goOn } from "../go-on.ts";
import { controlStep } from "../step-executor.ts";
import { DelayUntilConfig } from "./definition.ts";

const DAY_MS = 86_400_000;
/** A run may sleep for a year and a day. */
const LONGEST_WAIT_MS = 367 * DAY_MS;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Says until when to wait; a moment that is past is due at once. */
export const delayUntilExecutor = controlStep(
  DelayUntilConfig,
  (config, { scope }) => {
    const dueMs = momentOf(resolveValue(config.at, scope), config);
    if (dueMs - Date.parse(scope.now) > LONGEST_WAIT_MS)
      throw refused("wait_too_long", "A run can wait for a year at most.");
    const dueAt = new Date(dueMs).toISOString();
    return { input: { until: dueAt }, outcome: { kind: "wait", reason: "delay", dueAt } };
  },
  goOn,
);

function momentOf(value: FieldValue, config: DelayUntilConfig): number {
  const text = typeof value === "string" ? value : "";
  const [, year, month, day] = DATE.exec(text) ?? [];
  const [hour = 0, minute = 0] = config.time.split(":").map(Number);
  const moment =
    year === undefined
      ? Date.parse(text) + config.offsetDays * DAY_MS
      : onDay(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + config.offsetDays)));
  if (Number.isNaN(moment)) throw refused("no_date", "There is no date to wait for.");
  return moment;

  function onDay(date: Date): number {
    const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    return instantOf({ year: y, month: m, day: d, hour, minute }, config.timeZone);
  }
}

function refused(code: string, message: string): EffectError {
  return new EffectError(code, message, { retryable: false, definite: true });
}
