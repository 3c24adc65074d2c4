import type { FieldValue } from "@catalyst/contracts";
import OutlinedInput from "@mui/material/OutlinedInput";
import type { LiteralProps } from "./field-props.ts";

type TypedLiteralProps = Omit<LiteralProps, "field" | "value"> & {
  readonly type: "text" | "number" | "date" | "datetime-local";
  readonly text: string;
  readonly toValue: (text: string) => FieldValue;
};

/** A fixed value that is typed. */
export function TypedLiteral({ id, label, readOnly, type, text, toValue, onChange }: TypedLiteralProps) {
  return (
    <OutlinedInput
      id={id}
      fullWidth
      size="small"
      type={type}
      readOnly={readOnly}
      value={text}
      onChange={(event) => onChange(toValue(event.target.value))}
      inputProps={{ "aria-label": label, step: type === "number" ? "any" : undefined }}
    />
  );
}
