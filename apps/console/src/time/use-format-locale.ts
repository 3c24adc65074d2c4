import { useLocale } from "react-admin";

/** Locale of dates and numbers: English is written with the day first, as the design has it. */
export function useFormatLocale(): string {
  const locale = useLocale();
  return locale === "en" ? "en-GB" : locale;
}
