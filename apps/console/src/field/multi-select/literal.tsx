import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import type { LiteralProps } from "../field-props.ts";

/** Some of a field's options. */
export function OptionsLiteral({ id, label, field, value, readOnly, onChange }: LiteralProps) {
  const options = field.config.options ?? [];
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Autocomplete
      multiple
      id={id}
      size="small"
      readOnly={readOnly}
      options={options.filter((option) => !option.archived || chosen.includes(option.id)).map((option) => option.id)}
      getOptionLabel={(key) => options.find((option) => option.id === key)?.label ?? key}
      value={chosen}
      onChange={(_event, next) => onChange(next.length === 0 ? null : next)}
      renderInput={(params) => (
        <TextField {...params} label="" slotProps={{ htmlInput: { ...params.inputProps, "aria-label": label } }} />
      )}
    />
  );
}
