import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** One line of text. */
export function TextFieldInput(props: FieldInputProps) {
  return <TextInput {...useInputProps(props)} />;
}
