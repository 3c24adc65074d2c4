import type { Calendar } from "@catalyst/contracts";
import { useEffect, useRef } from "react";
import { useMetadata, useRefreshMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";

const MONDAY = 1;

/** Where days begin and weeks start for this browser. */
export function browserCalendar(): Calendar {
  return { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, weekStartsOn: firstWeekday(navigator.language) };
}

/** A person who has set no calendar gets the browser's, once; they can change it in the profile's menu. */
export function useBrowserCalendar(): void {
  const isOwn = useMetadata().data?.calendarIsOwn;
  const refresh = useRefreshMetadata();
  const asked = useRef(false);
  useEffect(() => {
    if (isOwn !== false || asked.current) return;
    asked.current = true;
    // A browser that names no zone the server knows changes nothing: the tenant's zone stays.
    trpc.calendar.setOwn.mutate(browserCalendar()).then(refresh, () => undefined);
  }, [isOwn, refresh]);
}

/** Not every browser tells how weeks start; Monday, as ISO 8601 has it, then. */
function firstWeekday(language: string): number {
  // Some systems give names such as `en-US@posix`, which are no language tags.
  const [tag = "en"] = language.split("@");
  const locale = new Intl.Locale(tag);
  const ask: unknown = Reflect.get(locale, "getWeekInfo");
  const info: unknown = typeof ask === "function" ? Reflect.apply(ask, locale, []) : Reflect.get(locale, "weekInfo");
  const first: unknown = typeof info === "object" && info !== null ? Reflect.get(info, "firstDay") : undefined;
  return typeof first === "number" && first >= 1 && first <= 7 ? first : MONDAY;
}
