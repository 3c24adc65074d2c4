import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { useFieldInput } from "../use-field-input.ts";

/** Yes, no or empty: a switch could not say the third. */
export function BooleanFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const { id, value, onChange, onBlur, inputRef, label, invalid, note } = useFieldInput(props);
  return (
    <TextField
      select
      fullWidth
      id={id}
      label={label}
      value={typeof value === "boolean" ? String(value) : ""}
      error={invalid}
      helperText={note}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value === "true")}
      onBlur={onBlur}
      inputRef={inputRef}
    >
      <MenuItem value="">{"–"}</MenuItem>
      <MenuItem value="true">{translate("record.yes")}</MenuItem>
      <MenuItem value="false">{translate("record.no")}</MenuItem>
    </TextField>
  );
}
