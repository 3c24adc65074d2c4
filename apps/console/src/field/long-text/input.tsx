import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** Text of many lines. */
export function LongTextInput(props: FieldInputProps) {
  return <TextInput {...useInputProps(props)} multiline minRows={3} />;
}
