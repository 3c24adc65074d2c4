import { useLocale, useTranslate } from "react-admin";
import type { Fact } from "./document/fact.ts";

const DAY_MS = 86_400_000;

/** Writes facts in the reader's language, instants as short as they stay clear. */
export function useFactText(): (fact: Fact) => string {
  const translate = useTranslate();
  const when = useWhen();
  return ({ key, args, time }) => {
    if (key === "workflow.fact.plain") return String(args?.text ?? "");
    return translate(key, { ...args, ...(time === undefined ? {} : { time: when(time) }) });
  };
}

/** "14:32" today, "19 Nov, 14:32" this year, with the year else. */
export function useWhen(): (instant: string) => string {
  const locale = useLocale();
  return (instant) => {
    const date = new Date(instant);
    const now = new Date();
    if (date.toDateString() === now.toDateString()) return format(locale, { timeStyle: "medium" }, date);
    if (Math.abs(date.getTime() - now.getTime()) < DAY_MS * 300)
      return format(locale, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }, date);
    return format(locale, { dateStyle: "medium" }, date);
  };
}

/** An instant with date, seconds and zone: for tooltips, and wherever a time decides something. */
export function useExactTime(): (instant: string) => string {
  const locale = useLocale();
  return (instant) =>
    format(
      locale,
      {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        timeZoneName: "short",
      },
      new Date(instant),
    );
}

function format(locale: string, options: Intl.DateTimeFormatOptions, date: Date): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, options).format(date);
}
