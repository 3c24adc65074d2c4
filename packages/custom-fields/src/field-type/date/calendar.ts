const DATE = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,6}))?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is a day of the calendar from 1000-01-01 to 9999-12-31, the years that time slots hold. */
export function isCalendarDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
}

/** The instant of an ISO text with a zone, in UTC with at least milliseconds and at most microseconds; null when it is none. */
export function canonicalInstant(text: string): string | null {
  const parts = INSTANT.exec(text);
  if (parts === null || !isCalendarDate(parts[1] ?? "")) return null;
  const fraction = (parts[3] ?? "").padEnd(6, "0");
  const micros = fraction.slice(3);
  const instant = new Date(text.replace(/\.\d+/, `.${fraction.slice(0, 3)}`)).toISOString();
  // An offset can push the first or last day out of the calendar, where ISO years need a sign.
  if (!/^[1-9]\d{3}-/.test(instant)) return null;
  return micros === "000" ? instant : `${instant.slice(0, -1)}${micros}Z`;
}

/** A canonical instant padded to microseconds, so that texts sort as times. */
export function instantSortKey(text: string): string {
  const instant = canonicalInstant(text) ?? text;
  return instant.length === 24 ? `${instant.slice(0, -1)}000Z` : instant;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
