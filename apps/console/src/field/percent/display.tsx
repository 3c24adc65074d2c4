import { useFormatLocale } from "../../time/use-format-locale.ts";
import type { FieldDisplayProps } from "../field-props.ts";

/** A share in per cent, with all its digits: 12.5 is 12.5 %. */
export function PercentDisplay({ value }: FieldDisplayProps) {
  const format = new Intl.NumberFormat(useFormatLocale(), {
    style: "unit",
    unit: "percent",
    maximumFractionDigits: 15,
  });
  return <span style={{ fontVariantNumeric: "tabular-nums" }}>{format.format(Number(value))}</span>;
}
