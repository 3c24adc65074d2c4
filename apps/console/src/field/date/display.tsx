import { useFormatLocale } from "../../time/use-format-locale.ts";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** A calendar day, the same for every reader. */
export function DateDisplay({ value }: FieldDisplayProps) {
  const format = new Intl.DateTimeFormat(useFormatLocale(), { dateStyle: "medium", timeZone: "UTC" });
  return <time dateTime={textOf(value)}>{format.format(new Date(`${textOf(value)}T00:00:00Z`))}</time>;
}
