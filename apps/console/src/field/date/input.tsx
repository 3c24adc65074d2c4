import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** A calendar day as text in the form `YYYY-MM-DD`: no time zone can move it. */
export function DateFieldInput(props: FieldInputProps) {
  return (
    <TextInput
      {...useInputProps(props)}
      type="date"
      format={(value: unknown) => value ?? ""}
      parse={(text: string) => (text === "" ? null : text)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
