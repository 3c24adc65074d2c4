import type { FieldValue } from "@catalyst/contracts";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { numberToSend } from "../number/number-text.ts";
import type { FilterValueInputProps } from "../../entity/FilterValueInput.tsx";

const ANY = "";

/** An amount, in one currency or in any. */
export function AmountValueInput({ field, condition, onChange, onDone }: FilterValueInputProps) {
  const translate = useTranslate();
  const start = partsOf(condition.value);
  const [amount, setAmount] = useState(start.amount);
  const [currency, setCurrency] = useState(start.currency);
  const offered = field.config.currencies?.length ? field.config.currencies : Intl.supportedValuesOf("currency");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onDone();
    const sent = numberToSend(amount);
    const value = typeof sent === "number" || typeof sent === "string" ? sent : null;
    onChange(value === null || currency === ANY ? value : { amount: value, currency });
  };
  return (
    <form onSubmit={submit}>
      <Stack direction="row" spacing={1}>
        <TextField
          autoFocus
          fullWidth
          label={field.label}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          slotProps={{ htmlInput: { inputMode: "decimal" } }}
        />
        <TextField
          select
          label={translate("filter.currency")}
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
          sx={{ minWidth: 130 }}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value={ANY}>{translate("filter.any_currency")}</MenuItem>
          {offered.map((code) => (
            <MenuItem key={code} value={code}>
              {code}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <Button type="submit" variant="contained" size="small" sx={{ mt: 1.5 }}>
        {translate("filter.apply")}
      </Button>
    </form>
  );
}

function textOf(value: FieldValue): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

function partsOf(value: FieldValue): { readonly amount: string; readonly currency: string } {
  if (typeof value !== "object" || value === null || !("amount" in value))
    return { amount: textOf(value), currency: ANY };
  const { amount, currency = ANY } = value;
  return { amount: textOf(amount), currency: typeof currency === "string" ? currency : ANY };
}
