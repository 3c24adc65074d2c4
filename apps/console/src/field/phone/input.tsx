import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** One phone number; phones show the keyboard for it. */
export function PhoneFieldInput(props: FieldInputProps) {
  return <TextInput {...useInputProps(props)} slotProps={{ htmlInput: { inputMode: "tel", autoComplete: "off" } }} />;
}
