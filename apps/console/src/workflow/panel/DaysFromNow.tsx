import type { ValueExpression } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { useEditor } from "./editor-context.ts";

const FORMULA = /^dateOf\(now \+ duration\("(\d{1,6})h"\)\)$/;
const FIRST_DAYS = 3;
const MOST_DAYS = 3_650;

type Change = { readonly label: string; readonly onChange: (value: ValueExpression) => void };

/** How many days from now a formula of this input means; null for any other formula. */
export function daysOf(cel: string): number | null {
  const hours = FORMULA.exec(cel)?.[1];
  return hours === undefined || Number(hours) % 24 !== 0 ? null : Number(hours) / 24;
}

function formula(days: number): ValueExpression {
  const whole = Math.max(0, Math.min(MOST_DAYS, Math.round(days) || 0));
  return { kind: "formula", cel: `dateOf(now + duration("${whole * 24}h"))` };
}

function DaysButton({ label, onChange }: Change) {
  const translate = useTranslate();
  return (
    <Button
      size="small"
      variant="text"
      aria-label={translate("workflow.days.for", { label })}
      onClick={() => onChange(formula(FIRST_DAYS))}
      sx={{ fontSize: 12, minHeight: 24, py: 0 }}
    >
      {translate("workflow.days.button")}
    </Button>
  );
}

function DaysInput({ id, label, cel, onChange }: Change & { readonly id: string; readonly cel: string }) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
      <OutlinedInput
        id={id}
        size="small"
        type="number"
        readOnly={readOnly}
        value={daysOf(cel) ?? 0}
        onChange={(event) => onChange(formula(Number(event.target.value)))}
        inputProps={{ min: 0, max: MOST_DAYS, "aria-label": label }}
        sx={{ width: 96 }}
      />
      <Typography variant="body2">{translate("workflow.days.after")}</Typography>
    </Box>
  );
}

/** A date as days after the step runs: its button and its input. */
export const DaysFromNow = { Button: DaysButton, Input: DaysInput };
