import type { FieldDisplayProps } from "../field-props.ts";
import { useOptionLabel } from "../OptionChip.tsx";
import { OptionDot } from "./OptionDot.tsx";

/** An option: dot and word; one that is no longer offered says so. */
export function SelectDisplay({ field, value }: FieldDisplayProps) {
  const option = field.config.options?.find((candidate) => candidate.id === value);
  const label = useOptionLabel(option, String(value));
  return <OptionDot hue={option?.hue ?? "slate"}>{label}</OptionDot>;
}
