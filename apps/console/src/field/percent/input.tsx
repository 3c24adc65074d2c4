import InputAdornment from "@mui/material/InputAdornment";
import { TextInput } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { formatNumber, parseNumber } from "../number/number-text.ts";
import { useInputProps } from "../use-input-props.ts";

const SIGN = { endAdornment: <InputAdornment position="end">{"%"}</InputAdornment> };

/** A share as people say it: 12.5 means 12.5 %. */
export function PercentFieldInput(props: FieldInputProps) {
  return (
    <TextInput
      {...useInputProps(props)}
      format={formatNumber}
      parse={parseNumber}
      slotProps={{ htmlInput: { inputMode: "decimal", autoComplete: "off" }, input: SIGN }}
    />
  );
}
