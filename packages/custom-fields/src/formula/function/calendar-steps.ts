/** Units in which formulas count time. */
export const TIME_UNITS = ["minutes", "hours", "days", "weeks", "months", "years"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const FIXED_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const;

/** An instant moved by whole or part units; a month later than 31 January is the last day of February. All in UTC. */
export function addTime(instant: Date, amount: number, unit: TimeUnit): Date {
  if (unit === "months" || unit === "years")
    return addMonths(instant, Math.trunc(unit === "years" ? amount * 12 : amount));
  return new Date(instant.getTime() + amount * FIXED_MS[unit]);
}

/** Whole units from one instant to another, negative when the second is earlier. */
export function timeBetween(from: Date, to: Date, unit: TimeUnit): number {
  if (unit === "months") return monthsBetween(from, to);
  if (unit === "years") return Math.trunc(monthsBetween(from, to) / 12) + 0;
  return Math.trunc((to.getTime() - from.getTime()) / FIXED_MS[unit]) + 0;
}

function addMonths(instant: Date, months: number): Date {
  const moved = new Date(instant);
  moved.setUTCDate(1);
  moved.setUTCMonth(instant.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(instant.getUTCDate(), lastDay));
  return moved;
}

function monthsBetween(from: Date, to: Date): number {
  if (to < from) return -monthsBetween(to, from) + 0;
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return addMonths(from, months) > to ? months - 1 : months;
}
