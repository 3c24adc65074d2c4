import InputAdornment from "@mui/material/InputAdornment";
import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useInputProps } from "../use-input-props.ts";
import { formatNumber, parseNumber } from "./number-text.ts";

/** A number as text, so that nothing typed is rounded: what is no number goes to the server, which says so. */
export function NumberFieldInput(props: FieldInputProps) {
  const { unit } = props.field.config;
  const adornment = unit ? { startAdornment: <InputAdornment position="start">{unit}</InputAdornment> } : {};
  return (
    <TextInput
      {...useInputProps(props)}
      format={formatNumber}
      parse={parseNumber}
      slotProps={{ htmlInput: { inputMode: "decimal" }, input: adornment }}
    />
  );
}
