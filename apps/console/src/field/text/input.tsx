import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { inputProps } from "../input-props.ts";

/** One line of text. */
export function TextFieldInput(props: FieldInputProps) {
  return <TextInput {...inputProps(props)} />;
}
