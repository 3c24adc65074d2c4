import { useTranslate } from "react-admin";
import { useController } from "react-hook-form";
import type { FieldInputProps } from "./field-props.ts";
import { useInputProps } from "./use-input-props.ts";

/** State of an input that react-admin has no component for: its value as the form holds it, and what is wrong with it. */
export function useFieldInput(props: FieldInputProps, validate?: () => string | undefined) {
  const { source, label, helperText } = useInputProps(props);
  const translate = useTranslate();
  const rules = validate ? { rules: { validate } } : {};
  const { field, fieldState } = useController<Record<string, unknown>>({ name: source, ...rules });
  const problem = fieldState.error?.message;
  return {
    id: `input-${source.replaceAll(".", "-")}`,
    value: field.value,
    onChange: (value: unknown) => field.onChange(value),
    onBlur: field.onBlur,
    inputRef: field.ref,
    label,
    invalid: fieldState.invalid,
    /** What is wrong, or else the field's help. */
    note: problem ? translate(problem, { _: problem }) : helperText || undefined,
  };
}
