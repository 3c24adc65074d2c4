import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useState } from "react";
import type { FieldInputProps } from "../field-props.ts";
import { useFieldInput } from "../use-field-input.ts";
import { prettyJson, readJson } from "./json-text.ts";

/** JSON as text: checked while typing, indented when one leaves it. What is not JSON yet stays, and can't be saved. */
export function JsonFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  // What is typed and not yet JSON, or not yet indented.
  const [typed, setTyped] = useState<string | null>(null);
  const problemOf = (text: string) => {
    const read = readJson(text);
    if (read.ok) return undefined;
    return read.problem === "invalid"
      ? translate("field_type.json.invalid")
      : translate("field_type.json.number", { number: read.number });
  };
  const input = useFieldInput(props, () => (typed === null ? undefined : problemOf(typed)));
  const change = (text: string) => {
    setTyped(text);
    const read = readJson(text);
    if (read.ok) input.onChange(read.value);
  };
  const leave = () => {
    if (typed !== null && readJson(typed).ok) setTyped(null);
    input.onBlur();
  };
  const problem = typed === null ? undefined : problemOf(typed);
  return (
    <TextField
      fullWidth
      multiline
      minRows={3}
      maxRows={16}
      id={input.id}
      label={input.label}
      value={typed ?? prettyJson(input.value)}
      error={input.invalid || problem !== undefined}
      helperText={problem ?? input.note}
      onChange={(event) => change(event.target.value)}
      onBlur={leave}
      inputRef={input.inputRef}
      slotProps={{ htmlInput: { spellCheck: false, autoComplete: "off", style: MONO } }}
    />
  );
}

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 12, lineHeight: "17px" } as const;
