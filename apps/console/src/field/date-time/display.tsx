import { useLocale } from "react-admin";
import type { FieldDisplayProps } from "../field-props.ts";

/** An instant in the reader's zone; the exact one is in the title. */
export function DateTimeDisplay({ value }: FieldDisplayProps) {
  const format = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeStyle: "short" });
  return (
    <time dateTime={String(value)} title={String(value)}>
      {format.format(new Date(String(value)))}
    </time>
  );
}
