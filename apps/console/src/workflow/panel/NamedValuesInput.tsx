import { ValueExpression } from "@catalyst/contracts";
import type { FormField } from "@catalyst/workflow-engine";
import AddIcon from "@mui/icons-material/AddOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { z } from "zod";
import { useEditor, useProblemAt } from "./editor-context.ts";
import { FormRow } from "./FormRow.tsx";
import { ValueInput } from "./ValueInput.tsx";

const Values = z.record(z.string(), ValueExpression).catch({});
type Values = z.infer<typeof Values>;
const EMPTY: ValueExpression = { kind: "template", text: "" };

type NamedValuesInputProps = {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (values: Values) => void;
};

/** Names with a value each. */
export function NamedValuesInput({ id, field, value, onChange }: NamedValuesInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const error = useProblemAt(field.key);
  const values = Values.parse(value);
  const names = Object.keys(values);
  const replace = (place: number, entry: readonly [string, ValueExpression] | null) => {
    const entries = Object.entries(values).flatMap((known, at) => (at === place ? (entry ? [entry] : []) : [known]));
    onChange(Object.fromEntries(entries));
  };
  return (
    <FormRow label={field.label} required={field.required} help={field.help} error={names.length === 0 ? error : null}>
      {names.map((name, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- the name is what is edited
        <Box key={place} sx={{ borderLeft: 2, borderColor: "divider", pl: 1.25, mb: 1 }}>
          <NameInput
            name={name}
            taken={names}
            onChange={(changed) => replace(place, [changed, values[name] ?? EMPTY])}
            onRemove={() => replace(place, null)}
          />
          <ValueInput
            id={`${id}-${place}`}
            path={`${field.key}.${name}`}
            label={translate("workflow.named.value", { name })}
            field={null}
            value={values[name] ?? EMPTY}
            onChange={(changed) => replace(place, [name, changed])}
          />
        </Box>
      ))}
      {readOnly ? null : (
        <Button
          size="small"
          variant="text"
          startIcon={<AddIcon sx={{ fontSize: 14 }} />}
          onClick={() => onChange({ ...values, [freeName(names)]: EMPTY })}
        >
          {translate("workflow.named.add")}
        </Button>
      )}
    </FormRow>
  );
}

type NameInputProps = {
  readonly name: string;
  readonly taken: readonly string[];
  readonly onChange: (name: string) => void;
  readonly onRemove: () => void;
};

/** Letters, digits and underscores only, so that formulas can say the name; one that is taken is not. */
function NameInput({ name, taken, onChange, onRemove }: NameInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const change = (text: string) => {
    const typed = text.replace(/\W/g, "_").replace(/^[\d_]+/, "");
    if (typed !== "" && (typed === name || !taken.includes(typed))) onChange(typed);
  };
  return (
    <Box sx={{ display: "flex", gap: 0.5, alignItems: "center" }}>
      <OutlinedInput
        fullWidth
        size="small"
        readOnly={readOnly}
        value={name}
        onChange={(event) => change(event.target.value)}
        inputProps={{ "aria-label": translate("workflow.named.name"), maxLength: 40 }}
        sx={{ fontFamily: "ui-monospace, monospace" }}
      />
      {readOnly ? null : (
        <IconButton size="small" aria-label={translate("workflow.named.remove", { name })} onClick={onRemove}>
          <CloseIcon sx={{ fontSize: 16 }} />
        </IconButton>
      )}
    </Box>
  );
}

function freeName(taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = `value${number}`;
    if (!taken.includes(name)) return name;
  }
}
