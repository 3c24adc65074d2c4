import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";

/** One choice of a select. */
export type Choice = { readonly value: string; readonly label: string };

type SelectInputProps = {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly placeholder?: string;
  readonly readOnly?: boolean;
  readonly error?: boolean;
  readonly onChange: (value: string) => void;
};

/** A select by labels. A value that is not offered any more stays visible as it is. */
export function SelectInput({
  id,
  label,
  value,
  choices,
  placeholder = "",
  readOnly = false,
  error = false,
  onChange,
}: SelectInputProps) {
  const known = choices.some((choice) => choice.value === value);
  return (
    <Select
      id={id}
      fullWidth
      size="small"
      displayEmpty
      readOnly={readOnly}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      SelectDisplayProps={{
        "aria-label": `${label}: ${choices.find((choice) => choice.value === value)?.label ?? value}`,
      }}
      inputProps={{ "aria-label": label }}
    >
      {known ? null : (
        <MenuItem value={value} disabled>
          {value === "" ? placeholder : value}
        </MenuItem>
      )}
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </Select>
  );
}
