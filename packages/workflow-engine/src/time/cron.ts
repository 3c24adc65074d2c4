import { instantOf, wallClockAt } from "./zoned-time.ts";

/** A parsed schedule: the values that each of its five fields allows. */
export type Cron = {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Whether days of month and of week are both limited: then either is enough, as cron has it. */
  readonly eitherDay: boolean;
};

type FieldRule = { readonly name: string; readonly from: number; readonly to: number };
const RULES = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of month", from: 1, to: 31 },
  { name: "month", from: 1, to: 12 },
  { name: "day of week", from: 0, to: 7 },
] as const satisfies readonly FieldRule[];
/** No schedule pauses longer: from one 29 February to the next but one, across 2100. */
const LONGEST_PAUSE_DAYS = 8 * 366 + 1;
const DAY_MS = 86_400_000;

/** Parses five fields with numbers, `*`, lists, ranges and steps. Gives a sentence that says what is wrong otherwise. */
export function parseCron(text: string): Cron | string {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== RULES.length)
    return "A schedule has five fields: minute, hour, day of month, month, day of week.";
  const parsed = RULES.map((rule, place) => parseField(fields[place] ?? "", rule));
  const problem = parsed.find((values) => typeof values === "string");
  if (typeof problem === "string") return problem;
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = parsed.filter(
    (values) => typeof values !== "string",
  );
  return {
    minutes,
    hours,
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays.map((weekday) => weekday % 7)),
    eitherDay: fields[2] !== "*" && fields[4] !== "*",
  };
}

/** The first time of a schedule after an instant, both in ms, or null where there is none in eight years. */
export function nextOccurrence(cron: Cron, afterMs: number, timeZone: string): number | null {
  const start = wallClockAt(afterMs, timeZone);
  const midnight = Date.UTC(start.year, start.month - 1, start.day);
  for (let ahead = 0; ahead < LONGEST_PAUSE_DAYS; ahead += 1) {
    const day = new Date(midnight + ahead * DAY_MS);
    if (!includesDay(cron, day)) continue;
    const found = firstOfDay(cron, day, { afterMs, timeZone });
    if (found !== null) return found;
  }
  return null;
}

function firstOfDay(cron: Cron, day: Date, after: { afterMs: number; timeZone: string }): number | null {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      const instant = instantOf({ year, month, day: date, hour, minute }, after.timeZone);
      if (instant > after.afterMs) return instant;
    }
  }
  return null;
}

function includesDay(cron: Cron, day: Date): boolean {
  if (!cron.months.has(day.getUTCMonth() + 1)) return false;
  const [ofMonth, ofWeek] = [cron.days.has(day.getUTCDate()), cron.weekdays.has(day.getUTCDay())];
  return cron.eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
}

function parseField(text: string, rule: FieldRule): readonly number[] | string {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const range = parsePart(part, rule);
    if (range === null) return `"${part.slice(0, 20)}" is no ${rule.name} of a schedule.`;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return [...values].toSorted((left, right) => left - right);
}

function parsePart(part: string, rule: FieldRule): { from: number; to: number; step: number } | null {
  const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
  if (match === null) return null;
  const [, first, last, every] = match;
  const from = first === undefined ? rule.from : Number(first);
  const alone = first !== undefined && last === undefined && every === undefined;
  const end = alone ? from : rule.to;
  const to = last === undefined ? end : Number(last);
  const step = every === undefined ? 1 : Number(every);
  return from < rule.from || to > rule.to || from > to || step < 1 ? null : { from, to, step };
}
