import { useFormatLocale } from "../../time/use-format-locale.ts";
import type { FieldDisplayProps } from "../field-props.ts";
import { useTimeZone } from "./use-time-zone.ts";
import { textOf } from "../text-of.ts";

/** An instant in the reader's zone; the zone is in the title. */
export function DateTimeDisplay({ value }: FieldDisplayProps) {
  const locale = useFormatLocale();
  const timeZone = useTimeZone();
  const at = new Date(textOf(value));
  if (Number.isNaN(at.getTime())) return <span>{textOf(value)}</span>;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);
  return (
    <time
      dateTime={textOf(value)}
      title={format({ dateStyle: "full", timeStyle: "long" })}
      style={{ whiteSpace: "nowrap" }}
    >
      {format({ dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}
