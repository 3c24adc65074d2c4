import { useFormatLocale } from "../time/use-format-locale.ts";

/** Formats an instant in the reader's locale and zone, to the second: "22 Nov 2026, 21:30:05". */
export function useFormatTime(): (instant: string) => string {
  const locale = useFormatLocale();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  return (instant) => format.format(new Date(instant));
}
