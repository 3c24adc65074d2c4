import type { FieldDefinition, FieldValue } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { numberToSend } from "../field/number/number-text.ts";
import type { FilterValueInputProps } from "./FilterValueInput.tsx";
import { LISTS } from "./filter-edits.ts";

/** A value that is typed: text or a number, several between commas where the operator takes a list. */
export function TypedValueInput({ field, condition, onChange, onDone }: FilterValueInputProps) {
  const translate = useTranslate();
  const many = LISTS.has(condition.operator);
  const { value } = condition;
  const [text, setText] = useState(Array.isArray(value) ? value.join(", ") : textOf(value));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onDone();
    onChange(toValue(field, text, many));
  };
  return (
    <form onSubmit={submit}>
      <TextField
        autoFocus
        fullWidth
        label={field.label}
        helperText={many ? translate("filter.list_hint") : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { inputMode: isNumber(field) ? "decimal" : "text" } }}
      />
      <Button type="submit" variant="contained" size="small" sx={{ mt: 1.5 }}>
        {translate("filter.apply")}
      </Button>
    </form>
  );
}

function toValue(field: FieldDefinition, text: string, many: boolean): FieldValue {
  const single = (part: string): FieldValue => {
    const sent = isNumber(field) ? numberToSend(part) : part;
    return typeof sent === "number" || typeof sent === "string" ? sent : null;
  };
  if (!many) return text === "" ? null : single(text);
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(single);
}

function textOf(value: FieldValue): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function isNumber(field: FieldDefinition): boolean {
  return fieldTypeOf(field).comparison === "number";
}
