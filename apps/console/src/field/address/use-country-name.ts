import { useMemo } from "react";
import { useFormatLocale } from "../../time/use-format-locale.ts";

/** Names of countries in the reader's language; an unknown code names itself. */
export function useCountryName(): (code: string) => string {
  const locale = useFormatLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
    return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code);
  }, [locale]);
}
