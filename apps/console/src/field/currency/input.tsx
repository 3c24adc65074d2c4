import { defaultCurrencyOf } from "@catalyst/custom-fields";
import InputAdornment from "@mui/material/InputAdornment";
import InputBase from "@mui/material/InputBase";
import NativeSelect from "@mui/material/NativeSelect";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useState } from "react";
import type { FieldInputProps } from "../field-props.ts";
import { useFieldInput } from "../use-field-input.ts";
import { amountText, readAmount, typedAmount } from "./amount.ts";

/** An amount as text, so that nothing typed is rounded, with its currency in front. */
export function CurrencyFieldInput(props: FieldInputProps) {
  const { id, value, onChange, onBlur, inputRef, label, invalid, note } = useFieldInput(props);
  // Chosen while there is no amount yet, or after it was cleared.
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = readAmount(value)?.currency || chosen || defaultCurrencyOf(props.field.config);
  const choose = (code: string) => {
    setChosen(code);
    const amount = readAmount(value);
    if (amount) onChange({ ...amount, currency: code });
  };
  const picker = (
    <InputAdornment position="start">
      <CurrencyPicker {...props} currency={currency} onChoose={choose} />
    </InputAdornment>
  );
  return (
    <TextField
      fullWidth
      id={id}
      label={label}
      value={amountText(value)}
      error={invalid}
      helperText={note}
      onChange={(event) => onChange(typedAmount(event.target.value, currency))}
      onBlur={onBlur}
      inputRef={inputRef}
      slotProps={{ htmlInput: { inputMode: "decimal", autoComplete: "off" }, input: { startAdornment: picker } }}
    />
  );
}

type CurrencyPickerProps = FieldInputProps & { readonly currency: string; readonly onChoose: (code: string) => void };

function CurrencyPicker({ field, currency, onChoose }: CurrencyPickerProps) {
  const translate = useTranslate();
  const offered = field.config.currencies?.length ? field.config.currencies : Intl.supportedValuesOf("currency");
  // A currency that is no longer offered stays where a record has it.
  const codes = offered.includes(currency) ? offered : [currency, ...offered];
  if (codes.length === 1) return <>{currency}</>;
  return (
    <NativeSelect
      value={currency}
      onChange={(event) => onChoose(event.target.value)}
      input={<InputBase sx={{ fontSize: "inherit", color: "text.secondary" }} />}
      inputProps={{ "aria-label": translate("field_type.currency.code", { label: field.label }) }}
      sx={{
        "& .MuiNativeSelect-select": {
          py: 0.5,
          pl: 0,
          pr: "18px !important",
          width: 52,
          boxSizing: "border-box",
          height: "auto",
          minHeight: 24,
        },
        "& .MuiNativeSelect-icon": { fontSize: 16 },
      }}
    >
      {codes.map((code) => (
        <option key={code} value={code}>
          {code}
        </option>
      ))}
    </NativeSelect>
  );
}
