import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";

/** One link; a bare host gets its https from the server. */
export function UrlFieldInput(props: FieldInputProps) {
  return (
    <TextInput
      {...useInputProps(props)}
      placeholder="https://"
      slotProps={{ htmlInput: { inputMode: "url", autoComplete: "off", spellCheck: false } }}
    />
  );
}
