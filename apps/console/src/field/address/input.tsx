import { COUNTRY_CODES } from "@catalyst/custom-fields";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import FormHelperText from "@mui/material/FormHelperText";
import FormLabel from "@mui/material/FormLabel";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useMemo } from "react";
import type { FieldInputProps } from "../field-props.ts";
import { useFieldInput } from "../use-field-input.ts";
import { type AddressPart, readAddress, withPart } from "./address-parts.ts";
import { useCountryName } from "./use-country-name.ts";

/** All parts beside each other where there is room, the street widest. */
const PARTS_GRID = {
  xs: "minmax(0, 1fr)",
  sm: "repeat(2, minmax(0, 1fr))",
  lg: "minmax(0, 2fr) repeat(4, minmax(0, 1fr))",
};
const TEXT_PARTS = ["city", "postalCode", "region"] as const;

/** A postal address as one group of inputs; any part may stay empty. */
export function AddressFieldInput(props: FieldInputProps) {
  const translate = useTranslate();
  const { id, value, onChange, onBlur, inputRef, label, invalid, note } = useFieldInput(props);
  const address = readAddress(value);
  const set = (part: AddressPart, text: string) => onChange(withPart(address, part, text));
  return (
    <Box
      component="fieldset"
      onBlur={onBlur}
      aria-describedby={`${id}-note`}
      sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}
    >
      <FormLabel
        component="legend"
        error={invalid}
        sx={{ fontSize: 12, fontWeight: 600, lineHeight: "16px", mb: 0.75 }}
      >
        {label}
      </FormLabel>
      <Box sx={{ display: "grid", gap: 1.25, gridTemplateColumns: PARTS_GRID }}>
        <TextField
          multiline
          id={id}
          label={translate("field_type.address.street")}
          value={address.street ?? ""}
          error={invalid}
          inputRef={inputRef}
          onChange={(event) => set("street", event.target.value)}
          sx={{ gridColumn: { sm: "1 / -1", lg: "auto" } }}
          slotProps={{ htmlInput: { autoComplete: "off" } }}
        />
        {TEXT_PARTS.map((part) => (
          <TextField
            key={part}
            id={`${id}-${part}`}
            label={translate(`field_type.address.${part}`)}
            value={address[part] ?? ""}
            onChange={(event) => set(part, event.target.value)}
            slotProps={{ htmlInput: { autoComplete: "off" } }}
          />
        ))}
        <CountryInput id={`${id}-country`} code={address.country ?? null} onChange={(code) => set("country", code)} />
      </Box>
      {note ? (
        <FormHelperText id={`${id}-note`} error={invalid}>
          {note}
        </FormHelperText>
      ) : null}
    </Box>
  );
}

type CountryInputProps = {
  readonly id: string;
  readonly code: string | null;
  readonly onChange: (code: string) => void;
};

function CountryInput({ id, code, onChange }: CountryInputProps) {
  const translate = useTranslate();
  const nameOf = useCountryName();
  const codes = useMemo(
    () => [...COUNTRY_CODES].sort((left, right) => nameOf(left).localeCompare(nameOf(right))),
    [nameOf],
  );
  return (
    <Autocomplete
      autoHighlight
      id={id}
      options={codes}
      value={code}
      getOptionLabel={nameOf}
      noOptionsText={translate("field.no_options")}
      onChange={(_event, next) => onChange(next ?? "")}
      renderInput={(parameters) => <TextField {...parameters} label={translate("field_type.address.country")} />}
    />
  );
}
