/** What a time is called from where the reader stands; `yesterday` is a text of its own in every language. */
export type TimeWords = { readonly kind: "yesterday" } | { readonly kind: "text"; readonly text: string };

type DescribeTimeInput = { readonly at: Date; readonly now: Date; readonly locale: string; readonly timeZone?: string };

/** "14:32" today, "yesterday", "19 Nov" this year, else "14 Feb 2027". Pure. */
export function describeTime({ at, now, locale, timeZone }: DescribeTimeInput): TimeWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(timeZone ? { timeZone } : {}) }).format(at);
  const day = (date: Date) =>
    new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...(timeZone ? { timeZone } : {}) }).format(date);
  if (day(at) === day(now))
    return { kind: "text", text: format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) };
  if (day(at) === day(new Date(now.getTime() - DAY_MS))) return { kind: "yesterday" };
  const year = day(at).slice(0, 4) === day(now).slice(0, 4) ? {} : ({ year: "numeric" } as const);
  return { kind: "text", text: format({ day: "numeric", month: "short", ...year }) };
}

const DAY_MS = 86_400_000;
