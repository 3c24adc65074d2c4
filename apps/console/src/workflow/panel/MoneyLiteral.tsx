import type { FieldValue } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { useEditor } from "./editor-context.ts";

type MoneyLiteralProps = {
  readonly id?: string;
  readonly label: string;
  /** Taken until another one is typed. */
  readonly currency: string;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
};

/** An amount and its currency. */
export function MoneyLiteral({ id, label, currency, value, onChange }: MoneyLiteralProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const money = readMoney(value, currency);
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
        inputProps={{ "aria-label": translate("workflow.form.currency_of", { label }), maxLength: 3 }}
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
