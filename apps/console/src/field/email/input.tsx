import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** One e-mail address; phones show the keyboard that has an @. */
export function EmailFieldInput(props: FieldInputProps) {
  return (
    <TextInput
      {...useInputProps(props)}
      slotProps={{ htmlInput: { inputMode: "email", autoComplete: "off", spellCheck: false } }}
    />
  );
}
