import type { FormField } from "@catalyst/workflow-engine";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";

type NumberInputProps = {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (value: number | undefined) => void;
};

/** A whole number; emptied it is left out. */
export function NumberInput({ id, field, value, onChange }: NumberInputProps) {
  const { readOnly } = useEditor();
  const error = useProblemAt(field.key);
  return (
    <FormRow inputId={id} label={field.label} required={field.required} help={field.help} error={error}>
      <OutlinedInput
        id={id}
        size="small"
        type="number"
        readOnly={readOnly}
        value={typeof value === "number" ? value : ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : Math.round(Number(event.target.value)))}
        sx={{ width: 140 }}
      />
    </FormRow>
  );
}
