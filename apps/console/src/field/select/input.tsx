import { SelectInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** One of the options; archived ones are not offered. */
export function SelectFieldInput(props: FieldInputProps) {
  const choices = (props.field.config.options ?? [])
    .filter((option) => !option.archived)
    .map((option) => ({ id: option.id, name: option.label }));
  return (
    <SelectInput
      {...useInputProps(props)}
      choices={choices}
      translateChoice={false}
      emptyValue=""
      parse={(value: unknown) => (value === "" ? null : value)}
    />
  );
}
