import { autoNumberText } from "@catalyst/custom-fields";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** The number with its prefix and zeros: `INV-00042`. */
export function AutoNumberDisplay({ field, value }: FieldDisplayProps) {
  const text = typeof value === "number" ? autoNumberText(value, field.config) : textOf(value);
  return <span style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>{text}</span>;
}
