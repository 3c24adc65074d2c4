import type { InputField } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/AddOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import IconButton from "@mui/material/IconButton";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { useEditor, useProblemAt } from "../editor-context.ts";
import { FormRow } from "../FormRow.tsx";
import { SelectInput } from "../SelectInput.tsx";
import { useSetTriggerConfig } from "./use-set-trigger.ts";

const TYPES = [
  "text",
  "number",
  "boolean",
  "date",
  "dateTime",
  "json",
] as const satisfies readonly InputField["type"][];
const INPUT_LIMIT = 50;

/** What whoever starts a run gives to it. */
export function InputFields() {
  const translate = useTranslate();
  const { graph, readOnly } = useEditor();
  const setConfig = useSetTriggerConfig();
  const error = useProblemAt("input");
  const inputs = graph.trigger.config.input ?? [];
  const set = (input: InputField[]) => setConfig({ input });
  return (
    <FormRow label={translate("workflow.input.title")} help={translate("workflow.input.help")} error={error}>
      {inputs.map((input, place) => (
        <InputRow
          key={input.key}
          input={input}
          onChange={(changed) => set(inputs.with(place, changed))}
          onRemove={() => set(inputs.toSpliced(place, 1))}
        />
      ))}
      {readOnly || inputs.length >= INPUT_LIMIT ? null : (
        <Button
          size="small"
          variant="text"
          startIcon={<AddIcon sx={{ fontSize: 14 }} />}
          onClick={() => set([...inputs, newInput(inputs, translate("workflow.input.new"))])}
        >
          {translate("workflow.input.add")}
        </Button>
      )}
    </FormRow>
  );
}

type InputRowProps = {
  readonly input: InputField;
  readonly onChange: (input: InputField) => void;
  readonly onRemove: () => void;
};

function InputRow({ input, onChange, onRemove }: InputRowProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const { label, key } = input;
  return (
    <Box role="group" aria-label={label} sx={{ borderLeft: 2, borderColor: "divider", pl: 1.25, mb: 1 }}>
      <Box sx={{ display: "flex", gap: 0.5, alignItems: "center", mb: 0.75 }}>
        <OutlinedInput
          fullWidth
          size="small"
          readOnly={readOnly}
          value={label}
          onChange={(event) => onChange({ ...input, label: event.target.value })}
          inputProps={{ "aria-label": translate("workflow.input.label", { key }), maxLength: 120 }}
        />
        {readOnly ? null : (
          <IconButton size="small" aria-label={translate("workflow.input.remove", { label })} onClick={onRemove}>
            <CloseIcon sx={{ fontSize: 16 }} />
          </IconButton>
        )}
      </Box>
      <SelectInput
        label={translate("workflow.input.type", { label })}
        readOnly={readOnly}
        value={input.type}
        choices={TYPES.map((type) => ({ value: type, label: translate(`workflow.input.types.${type}`) }))}
        onChange={(chosen) => onChange({ ...input, type: TYPES.find((type) => type === chosen) ?? "text" })}
      />
      <FormControlLabel
        label={translate("workflow.input.required")}
        slotProps={{ typography: { variant: "body2" } }}
        control={
          <Checkbox
            size="small"
            disabled={readOnly}
            checked={input.required}
            onChange={(event) => onChange({ ...input, required: event.target.checked })}
          />
        }
      />
    </Box>
  );
}

/** Keys never change, since expressions name them; a new one is free. */
function newInput(inputs: readonly InputField[], label: string): InputField {
  for (let number = inputs.length + 1; ; number += 1) {
    const key = `input${number}`;
    if (!inputs.some((input) => input.key === key))
      return { key, label: `${label} ${number}`, type: "text", required: false };
  }
}
