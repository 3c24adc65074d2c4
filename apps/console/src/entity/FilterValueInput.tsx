import type { Condition, FieldDefinition, FieldValue } from "@catalyst/contracts";
import Autocomplete from "@mui/material/Autocomplete";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { numberToSend } from "../field/number/number-text.ts";
import { useMetadata } from "../provider/metadata.ts";
import { RelationValueInput } from "./RelationValueInput.tsx";

type FilterValueInputProps = {
  readonly field: FieldDefinition;
  readonly condition: Condition;
  readonly onChange: (value: FieldValue) => void;
  readonly onDone: () => void;
};

/** The value of a condition, typed by the field. */
export function FilterValueInput(props: FilterValueInputProps) {
  const { field } = props;
  switch (field.type) {
    case "select":
      return (
        <ChoiceInput
          {...props}
          choices={(field.config.options ?? []).map((option) => ({ id: option.id, label: option.label }))}
        />
      );
    case "user":
      return <UserChoice {...props} />;
    case "boolean":
      return <BooleanChoice {...props} />;
    case "relation":
      return <RelationValueInput {...props} />;
    case "text":
    case "longText":
    case "number":
    case "date":
    case "dateTime":
      return <TypedInput {...props} />;
  }
}

type Choice = { readonly id: string | boolean; readonly label: string };

function ChoiceInput({
  field,
  condition,
  onChange,
  onDone,
  choices,
}: FilterValueInputProps & { readonly choices: readonly Choice[] }) {
  const translate = useTranslate();
  const many = condition.operator === "in" || condition.operator === "notIn";
  if (many) {
    const chosen = choices.filter(
      (choice) => Array.isArray(condition.value) && condition.value.includes(String(choice.id)),
    );
    return (
      <Autocomplete
        multiple
        options={[...choices]}
        value={chosen}
        isOptionEqualToValue={(left, right) => left.id === right.id}
        onChange={(_event, next) => onChange(next.map((choice) => String(choice.id)))}
        renderInput={(parameters) => (
          <TextField {...parameters} autoFocus label={field.label} placeholder={translate("filter.choose")} />
        )}
      />
    );
  }
  return (
    <Autocomplete
      options={[...choices]}
      value={choices.find((choice) => choice.id === condition.value) ?? null}
      isOptionEqualToValue={(left, right) => left.id === right.id}
      onChange={(_event, next) => {
        onChange(next?.id ?? null);
        if (next) onDone();
      }}
      renderInput={(parameters) => (
        <TextField {...parameters} autoFocus label={field.label} placeholder={translate("filter.choose")} />
      )}
    />
  );
}

function UserChoice(props: FilterValueInputProps) {
  const principals = useMetadata().data?.principals ?? [];
  return <ChoiceInput {...props} choices={principals.map(({ id, name }) => ({ id, label: name }))} />;
}

function BooleanChoice(props: FilterValueInputProps) {
  const translate = useTranslate();
  const choices = [
    { id: true, label: translate("record.yes") },
    { id: false, label: translate("record.no") },
  ];
  return <ChoiceInput {...props} choices={choices} />;
}

function TypedInput({ field, condition, onChange, onDone }: FilterValueInputProps) {
  const translate = useTranslate();
  const many = condition.operator === "in" || condition.operator === "notIn";
  const [text, setText] = useState(
    Array.isArray(condition.value) ? condition.value.join(", ") : String(condition.value ?? ""),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onChange(toValue(field, text, many));
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <TextField
        autoFocus
        fullWidth
        label={field.label}
        type={field.type === "date" || field.type === "dateTime" ? "date" : "text"}
        helperText={many ? translate("filter.list_hint") : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Button type="submit" variant="contained" size="small" sx={{ mt: 1.5 }}>
        {translate("filter.apply")}
      </Button>
    </form>
  );
}

function toValue(field: FieldDefinition, text: string, many: boolean): FieldValue {
  if (many)
    return text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  if (text === "") return null;
  if (field.type === "dateTime") return `${text}T00:00:00Z`;
  const value = field.type === "number" ? numberToSend(text) : text;
  return typeof value === "number" || typeof value === "string" ? value : null;
}
