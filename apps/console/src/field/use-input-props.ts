import { useTranslate } from "react-admin";
import type { FieldInputProps } from "./field-props.ts";

/** Props that every input shares. The server decides what is required: its answer lands on the field. */
export function useInputProps({ field, source, required = field.required }: FieldInputProps) {
  const translate = useTranslate();
  const label = required ? translate("record.required", { label: field.label }) : field.label;
  return { source, label, helperText: field.help || false, fullWidth: true } as const;
}
