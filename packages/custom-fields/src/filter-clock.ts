import type { DateRange, RangeUnit } from "@catalyst/contracts";
import { addDays, dayAt, firstOfMonth, startOfDay } from "./time-zone.ts";

/** What relative dates are counted from: one reading for a whole request, so that a filter means the same throughout. */
export type FilterClock = {
  /** An instant in UTC. */
  readonly now: string;
  /** A zone of the IANA database, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** ISO number of a week's first day: 1 is Monday, 7 Sunday. */
  readonly weekStartsOn: number;
};

/** Monday, as ISO 8601 has it. */
export const DEFAULT_WEEK_START = 1;

/** A half-open range of days: `from` belongs to it, `to` does not. */
export type DaySpan = { readonly from: string; readonly to: string };

/** Today in the clock's zone. */
export function today(clock: FilterClock): string {
  return dayAt(clock.now, clock.timeZone);
}

/** The days that a relative range means. */
export function resolveRange(range: DateRange, clock: FilterClock): DaySpan {
  const day = today(clock);
  const { unit, count } = range;
  if (unit === "day") return resolveDays(range, day);
  const start = (offset: number): string => startOfUnit({ unit, day, offset }, clock.weekStartsOn);
  switch (range.range) {
    case "last":
      return { from: start(-count), to: start(0) };
    case "this":
      return { from: start(0), to: start(1) };
    case "next":
      return { from: start(1), to: start(1 + count) };
  }
}

/** Days as instants: a day lasts 23 or 25 hours where clocks change. */
export function instantsOf(span: DaySpan, clock: FilterClock): DaySpan {
  return { from: startOfDay(span.from, clock.timeZone), to: startOfDay(span.to, clock.timeZone) };
}

/** Ranges of days count today. */
function resolveDays({ range, count }: DateRange, day: string): DaySpan {
  switch (range) {
    case "last":
      return { from: addDays(day, 1 - count), to: addDays(day, 1) };
    case "this":
      return { from: day, to: addDays(day, 1) };
    case "next":
      return { from: day, to: addDays(day, count) };
  }
}

type Step = { readonly unit: Exclude<RangeUnit, "day">; readonly day: string; readonly offset: number };

/** The first day of the unit that a day lies in, or of one some units away. */
function startOfUnit({ unit, day, offset }: Step, weekStartsOn: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  switch (unit) {
    case "week":
      return addDays(day, 7 * offset - ((isoWeekday(day) - weekStartsOn + 7) % 7));
    case "month":
      return firstOfMonth(year, month + offset);
    case "quarter":
      return firstOfMonth(year, 3 * (Math.ceil(month / 3) - 1 + offset) + 1);
    case "year":
      return firstOfMonth(year + offset, 1);
  }
}

function isoWeekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
