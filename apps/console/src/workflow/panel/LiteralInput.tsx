import type { FieldDefinition, FieldValue } from "@catalyst/contracts";
import OutlinedInput from "@mui/material/OutlinedInput";
import { useTranslate } from "react-admin";
import { plainText } from "../document/plain-text.ts";
import { MoneyLiteral } from "./MoneyLiteral.tsx";
import { OptionsLiteral } from "./OptionsLiteral.tsx";
import { RelationInput } from "./RelationInput.tsx";
import { SelectInput } from "./SelectInput.tsx";
import { useEditor } from "./editor-context.ts";

type LiteralInputProps = {
  readonly id?: string;
  readonly label: string;
  readonly field: FieldDefinition | null;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
};

/** A fixed value of a field, with the input that its type wants; plain text where there is no field. */
export function LiteralInput(props: LiteralInputProps) {
  const { id, label, field, value, onChange } = props;
  const { metadata, readOnly } = useEditor();
  const translate = useTranslate();
  const shared = { id, label, readOnly, placeholder: translate("workflow.form.choose") };
  const single = plainText(Array.isArray(value) ? (value[0] ?? null) : value);
  switch (field?.type) {
    case "select":
      return (
        <SelectInput
          {...shared}
          value={single}
          choices={(field.config.options ?? [])
            .filter((option) => !option.archived)
            .map((option) => ({ value: option.id, label: option.label }))}
          onChange={onChange}
        />
      );
    case "user":
      return (
        <SelectInput
          {...shared}
          value={single}
          choices={metadata.principals
            .filter((principal) => principal.active)
            .map((principal) => ({ value: principal.id, label: principal.name }))}
          onChange={onChange}
        />
      );
    case "boolean":
      return (
        <SelectInput
          {...shared}
          value={single}
          choices={["true", "false"].map((choice) => ({
            value: choice,
            label: translate(`workflow.boolean.${choice}`),
          }))}
          onChange={(choice) => onChange(choice === "true")}
        />
      );
    case "relation":
      return (
        <RelationInput
          {...shared}
          entityType={field.config.targetEntityType ?? ""}
          value={single}
          onChange={(recordId) => onChange(field.config.multiple === true ? [recordId] : recordId)}
        />
      );
    case "multiSelect":
      return <OptionsLiteral {...props} options={field.config.options ?? []} />;
    case "currency":
      return <MoneyLiteral {...props} currency={field.config.defaultCurrency ?? "USD"} />;
    case "number":
    case "percent":
    case "rating":
    case "autoNumber":
      return (
        <TypedText {...props} type="number" text={single} toValue={(text) => (text === "" ? null : Number(text))} />
      );
    case "date":
      return <TypedText {...props} type="date" text={single} toValue={(text) => (text === "" ? null : text)} />;
    case "dateTime":
      return (
        <TypedText
          {...props}
          type="datetime-local"
          text={single.slice(0, 16)}
          toValue={(text) => (text === "" ? null : new Date(text).toISOString())}
        />
      );
    case "address":
    case "json":
      return <TypedText {...props} type="text" text={plainText(value)} toValue={parsed} />;
    case "formula":
    case "rollup":
    case "email":
    case "phone":
    case "url":
    case "text":
    case "longText":
    case undefined:
      return (
        <TypedText {...props} type="text" text={single} toValue={(text) => (field === null ? guess(text) : text)} />
      );
  }
}

type TypedTextProps = LiteralInputProps & {
  readonly type: string;
  readonly text: string;
  readonly toValue: (text: string) => FieldValue;
};

function TypedText({ id, label, type, text, toValue, onChange }: TypedTextProps) {
  const { readOnly } = useEditor();
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

/** Text stays as typed until it is JSON; the server says what is missing. */
function parsed(text: string): FieldValue {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? null : text;
  }
}

/** Outputs of steps, such as an HTTP status, have no field that says their type: numbers and yes or no are seen as such. */
function guess(text: string): FieldValue {
  if (/^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}
