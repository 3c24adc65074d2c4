import type { FieldDisplayProps } from "../field-props.ts";
import { useOptionLabel } from "../OptionChip.tsx";
import { OptionDot } from "./OptionDot.tsx";
import { textOf } from "../text-of.ts";

/** An option: dot and word; one that is no longer offered says so. */
export function SelectDisplay({ field, value }: FieldDisplayProps) {
  const option = field.config.options?.find((candidate) => candidate.id === value);
  const label = useOptionLabel(option, textOf(value));
  return <OptionDot hue={option?.hue ?? "slate"}>{label}</OptionDot>;
}
