import { isCalendarDate } from "./field-type/date/calendar.ts";

const DAY_MS = 86_400_000;
const FIRST_DAY = "1000-01-01";
const LAST_DAY = "9999-12-31";
/** Formats of zones that were asked for; there are about 600 zones, so it never grows beyond. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a text names a zone of the IANA database, such as `Europe/Berlin`, or UTC. Offsets such as `+02:00` are none: they know no summer. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(text)) return false;
  try {
    formatOf(text);
    return true;
  } catch {
    // The only failure is an unknown zone, which is the answer.
    return false;
  }
}

/** The day of the calendar that it is in a zone at an instant. */
export function dayAt(instant: string, timeZone: string): string {
  const ms = Date.parse(instant);
  return dayText(ms + offsetMs(ms, timeZone));
}

/** The first instant of a day in a zone, in UTC. Where midnight comes twice, the first; where it is skipped, the moment of the change. */
export function startOfDay(day: string, timeZone: string): string {
  const local = Date.parse(`${day}T00:00:00Z`);
  const before = local - offsetMs(local - DAY_MS, timeZone);
  const after = local - offsetMs(local + DAY_MS, timeZone);
  const midnights = [before, after].filter((ms) => ms + offsetMs(ms, timeZone) === local);
  const start = midnights.length > 0 ? Math.min(...midnights) : firstChange(local, timeZone);
  return withinCalendar(new Date(start).toISOString());
}

/** A day some days later or earlier, kept within the calendar that fields hold. */
export function addDays(day: string, days: number): string {
  return clampDay(dayText(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS));
}

/** The first day of a month; months before 1 and after 12 are of other years. */
export function firstOfMonth(year: number, month: number): string {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return clampDay(dayText(date.getTime()));
}

function clampDay(day: string): string {
  if (isCalendarDate(day)) return day;
  return day.startsWith("+") ? LAST_DAY : FIRST_DAY;
}

function dayText(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.slice(0, text.indexOf("T"));
}

/** Years beyond four digits can't be written in SQL as they stand. */
function withinCalendar(instant: string): string {
  if (/^[1-9]\d{3}-/.test(instant)) return instant;
  return instant.startsWith("+") ? `${LAST_DAY}T23:59:59.999Z` : `${FIRST_DAY}T00:00:00.000Z`;
}

/** The clock change that skips a local midnight, found by halving the day around it: at most once a query, in a handful of zones. */
function firstChange(local: number, timeZone: string): number {
  let [low, high] = [local - DAY_MS, local + DAY_MS];
  const old = offsetMs(low, timeZone);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, timeZone) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** What a zone's clocks are ahead of UTC at an instant. */
function offsetMs(ms: number, timeZone: string): number {
  const whole = Math.floor(ms / 1_000) * 1_000;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  const local = new Date(0);
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  local.setUTCHours(Number(hour), Number(minute), Number(second));
  return local.getTime() - whole;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}
