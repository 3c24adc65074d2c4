import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { inputProps } from "../input-props.ts";

/** Text of many lines. */
export function LongTextInput(props: FieldInputProps) {
  return <TextInput {...inputProps(props)} multiline minRows={3} />;
}
