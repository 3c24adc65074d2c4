import { useFormatLocale } from "../../time/use-format-locale.ts";
import type { FieldDisplayProps } from "../field-props.ts";

/** A number in the reader's notation, its unit in front; at most 15 digits, all shown. */
export function NumberDisplay({ field, value }: FieldDisplayProps) {
  const format = new Intl.NumberFormat(useFormatLocale(), { maximumFractionDigits: 15 });
  return (
    <span style={{ fontVariantNumeric: "tabular-nums" }}>
      {field.config.unit ?? ""}
      {format.format(Number(value))}
    </span>
  );
}
