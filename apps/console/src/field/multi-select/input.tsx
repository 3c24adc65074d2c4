import type { SelectOption } from "@catalyst/contracts";
import CloseIcon from "@mui/icons-material/Close";
import Autocomplete from "@mui/material/Autocomplete";
import Chip from "@mui/material/Chip";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { FieldInputProps } from "../field-props.ts";
import { OptionChip } from "../OptionChip.tsx";
import { useFieldInput } from "../use-field-input.ts";
import { chosenOptions, offeredOptions } from "./chosen-options.ts";

/** Any of the options, as chips; archived ones can be taken away and not chosen again. */
export function MultiSelectFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const { id, value, onChange, onBlur, inputRef, label, invalid, note } = useFieldInput(props);
  const chosen = chosenOptions(props.field, value);
  const change = (options: readonly SelectOption[]) =>
    onChange(options.length === 0 ? null : options.map((option) => option.id));
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      id={id}
      options={[...offeredOptions(props.field, value)]}
      value={chosen.map(({ id: lost, option }) => option ?? lostOption(lost))}
      isOptionEqualToValue={(left, right) => left.id === right.id}
      getOptionLabel={(option) => option.label}
      getOptionKey={(option) => option.id}
      noOptionsText={translate("field.no_options")}
      onChange={(_event, next) => change(next)}
      onBlur={onBlur}
      renderOption={({ key, ...attributes }, option) => (
        <li key={key} {...attributes}>
          <OptionChip option={option} fallback={option.id} />
        </li>
      )}
      renderValue={(options, itemProps) =>
        options.map((option, index) => {
          const { key, ...attributes } = itemProps({ index });
          return <ChosenChip key={key} option={option} {...attributes} />;
        })
      }
      renderInput={(parameters) => (
        <TextField {...parameters} label={label} error={invalid} helperText={note} inputRef={inputRef} />
      )}
    />
  );
}

type ChosenChipProps = { readonly option: SelectOption; readonly onDelete: (event: unknown) => void };

function ChosenChip({ option, ...attributes }: ChosenChipProps) {
  const translate = useTranslate();
  return (
    <Chip
      size="small"
      {...attributes}
      label={option.archived ? translate("field.archived_option", { label: option.label }) : option.label}
      deleteIcon={<CloseIcon />}
      sx={({ palette }) => ({
        bgcolor: palette.option[option.hue].soft,
        color: palette.option[option.hue].text,
        "& .MuiChip-deleteIcon": { color: "inherit", fontSize: 14, "&:hover": { color: "inherit" } },
      })}
    />
  );
}

/** An option that the field no longer has: it can only be taken away. */
function lostOption(id: string): SelectOption {
  return { id, label: id, hue: "slate", archived: false };
}
