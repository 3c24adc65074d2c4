import type { FieldValue, SelectOption } from "@catalyst/contracts";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useEditor } from "./editor-context.ts";

type OptionsLiteralProps = {
  readonly id?: string;
  readonly label: string;
  readonly options: readonly SelectOption[];
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
};

/** Some of a field's options. */
export function OptionsLiteral({ id, label, options, value, onChange }: OptionsLiteralProps) {
  const { readOnly } = useEditor();
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
