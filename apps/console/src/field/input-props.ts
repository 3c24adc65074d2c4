import type { FieldInputProps } from "./field-props.ts";

/** Props that every input shares. The server decides what is required: its answer lands on the field. */
export function inputProps({ field, source }: FieldInputProps) {
  return { source, label: field.label, isRequired: field.required, helperText: field.help || false, fullWidth: true } as const;
}
