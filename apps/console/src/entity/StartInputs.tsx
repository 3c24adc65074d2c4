import type { FieldValue, InputField } from "@catalyst/contracts";
import TextField from "@mui/material/TextField";

type StartInputsProps = {
  readonly fields: readonly InputField[];
  /** What was typed, by key. */
  readonly texts: Readonly<Record<string, string>>;
  readonly onChange: (texts: Readonly<Record<string, string>>) => void;
};

/** What a workflow asks of whoever starts it. */
export function StartInputs({ fields, texts, onChange }: StartInputsProps) {
  return fields.map((field) => (
    <TextField
      key={field.key}
      label={field.label}
      required={field.required}
      type={field.type === "number" || field.type === "date" ? field.type : "text"}
      value={texts[field.key] ?? ""}
      onChange={(event) => onChange({ ...texts, [field.key]: event.target.value })}
      slotProps={{ inputLabel: field.type === "date" ? { shrink: true } : {} }}
    />
  ));
}

/** What the typed texts mean; the server says what does not fit. */
export function inputOf(
  fields: readonly InputField[],
  texts: Readonly<Record<string, string>>,
): Record<string, FieldValue> {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field, texts[field.key] ?? "")]));
}

function valueOf(field: InputField, text: string): FieldValue {
  if (text === "") return null;
  if (field.type === "number") return Number(text);
  if (field.type === "boolean") return ["true", "yes", "1"].includes(text.toLowerCase());
  return text;
}
