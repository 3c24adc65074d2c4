import type { FieldValue } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import type { LiteralProps } from "../field-props.ts";

/** A fixed amount and its currency: the field's own until another one is typed. */
export function MoneyLiteral({ id, label, field, value, readOnly, onChange }: LiteralProps) {
  const translate = useTranslate();
  const money = readMoney(value, field.config.defaultCurrency ?? "USD");
  return (
    <Box sx={{ display: "flex", gap: 0.5 }}>
      <OutlinedInput
        id={id}
        fullWidth
        size="small"
        type="number"
        readOnly={readOnly}
        value={money.amount ?? ""}
        onChange={(event) =>
          onChange(event.target.value === "" ? null : { ...money, amount: Number(event.target.value) })
        }
        inputProps={{ "aria-label": label, step: "any" }}
      />
      <OutlinedInput
        size="small"
        readOnly={readOnly}
        value={money.currency}
        onChange={(event) => onChange({ ...money, currency: event.target.value.toUpperCase() })}
        inputProps={{ "aria-label": translate("field_type.currency.code", { label }), maxLength: 3 }}
        sx={{ width: 84 }}
      />
    </Box>
  );
}

function readMoney(value: FieldValue, currency: string): { readonly amount: number | null; readonly currency: string } {
  if (typeof value !== "object" || value === null || !("amount" in value)) return { amount: null, currency };
  const { amount, currency: code } = value;
  return { amount: typeof amount === "number" ? amount : null, currency: typeof code === "string" ? code : currency };
}
