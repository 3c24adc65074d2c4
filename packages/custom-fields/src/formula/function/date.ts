import { isCalendarDate } from "../../field-type/date/calendar.ts";
import { failure, num, str, time } from "./argument.ts";
import { addTime, TIME_UNITS, timeBetween, type TimeUnit } from "./calendar-steps.ts";
import { CEL, propagating, type Signature } from "./formula-function.ts";

const PART: Signature = [[CEL.time], CEL.number];

/** Functions about days and instants, all in UTC. */
export const DATE_FUNCTIONS = [
  propagating(
    "date(text)",
    [
      [[CEL.text], CEL.time],
      [[CEL.number, CEL.number, CEL.number], CEL.time],
    ],
    dateOf,
  ),
  propagating("dateAdd(date, count, unit)", [[[CEL.time, CEL.number, CEL.text], CEL.time]], (value, count, unit) =>
    inCalendar(addTime(time(value), num(count), unitOf(unit))),
  ),
  propagating("dateDiff(from, to, unit)", [[[CEL.time, CEL.time, CEL.text], CEL.number]], (from, to, unit) =>
    timeBetween(time(from), time(to), unitOf(unit)),
  ),
  propagating("year(date)", [PART], (value) => time(value).getUTCFullYear()),
  propagating("month(date)", [PART], (value) => time(value).getUTCMonth() + 1),
  propagating("day(date)", [PART], (value) => time(value).getUTCDate()),
  propagating("weekday(date)", [PART], (value) => ((time(value).getUTCDay() + 6) % 7) + 1),
];

/** An instant in the years that date fields hold. */
export function inCalendar(instant: Date): Date {
  const year = instant.getUTCFullYear();
  if (Number.isNaN(year) || year < 1000 || year > 9999) throw failure("The date is outside the years 1000 to 9999");
  return instant;
}

/** A day from its text, or from year, month and day. */
function dateOf(...given: readonly unknown[]): Date {
  const [first, ...rest] = given;
  if (rest.length === 0) return readDate(str(first));
  const [year = "", month = "", day = ""] = given.map((part) => String(num(part)).padStart(2, "0"));
  return readDate(`${year}-${month}-${day}`);
}

function readDate(text: string): Date {
  if (!isCalendarDate(text.trim())) throw failure("The text is not a date such as 2026-12-31");
  return new Date(`${text.trim()}T00:00:00.000Z`);
}

function unitOf(value: unknown): TimeUnit {
  const unit = TIME_UNITS.find((candidate) => candidate === value);
  if (unit === undefined) throw failure(`The unit must be one of ${TIME_UNITS.join(", ")}`);
  return unit;
}
