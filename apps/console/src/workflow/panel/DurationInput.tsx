import { DELAY_UNITS } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { FormRow } from "./FormRow.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { useEditor, useProblemAt } from "./editor-context.ts";

type DurationInputProps = {
  readonly id: string;
  readonly label: string;
  readonly amount: unknown;
  readonly unit: unknown;
  readonly onChange: (duration: { readonly amount?: number | null; readonly unit?: string }) => void;
};

/** An amount and its unit. */
export function DurationInput({ id, label, amount, unit, onChange }: DurationInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt("amount");
  const units = Object.keys(DELAY_UNITS).map((value) => ({ value, label: translate(`workflow.unit.${value}`) }));
  return (
    <FormRow inputId={id} label={label} required error={error}>
      <Box sx={{ display: "grid", gridTemplateColumns: "96px 1fr", gap: 1 }}>
        <OutlinedInput
          id={id}
          size="small"
          type="number"
          readOnly={readOnly}
          error={error !== null}
          value={typeof amount === "number" ? amount : ""}
          onChange={(event) => onChange({ amount: event.target.value === "" ? null : Number(event.target.value) })}
          inputProps={{ min: 0, step: "any" }}
        />
        <SelectInput
          label={translate("workflow.unit.label")}
          readOnly={readOnly}
          value={typeof unit === "string" ? unit : ""}
          choices={units}
          onChange={(changed) => onChange({ unit: changed })}
        />
      </Box>
    </FormRow>
  );
}
