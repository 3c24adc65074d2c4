import { type EntityType, type FieldDefinition, ValueExpression } from "@catalyst/contracts";
import AddIcon from "@mui/icons-material/AddOutlined";
import CloseIcon from "@mui/icons-material/CloseOutlined";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { consoleOf } from "../../field/registry.ts";
import { SearchList } from "../SearchList.tsx";
import { FieldIcon } from "./FieldIcon.tsx";
import { ValueInput } from "./ValueInput.tsx";
import { useEditor } from "./editor-context.ts";

type Values = Readonly<Record<string, ValueExpression>>;
type FieldValuesInputProps = {
  readonly idPrefix: string;
  readonly entityType: EntityType | undefined;
  readonly showRequired: boolean;
  readonly value: unknown;
  readonly onChange: (values: Values) => void;
};

/** Values for the fields of an entity type: those in use, and for a new record also those that it needs. */
export function FieldValuesInput({ idPrefix, entityType, showRequired, value, onChange }: FieldValuesInputProps) {
  const translate = useTranslate();
  const { readOnly } = useEditor();
  const values = toValues(value);
  if (entityType === undefined) {
    return (
      <Typography variant="body2" color="text.secondary">
        {translate("workflow.form.choose_entity_type_first")}
      </Typography>
    );
  }
  const writable = entityType.fields.filter((field) => !field.readOnly && field.archivedAt === null);
  const needed = (field: FieldDefinition): boolean => showRequired && field.required && field.defaultValue === null;
  const shown = writable.filter((field) => field.key in values || needed(field));
  const gone = Object.keys(values).filter((key) => !writable.some((field) => field.key === key));
  const without = (key: string): Values =>
    Object.fromEntries(Object.entries(values).filter(([known]) => known !== key));
  const remove = (key: string, label: string) => (
    <IconButton
      size="small"
      aria-label={translate("workflow.form.remove_field", { label })}
      onClick={() => onChange(without(key))}
      sx={{ minWidth: 24, minHeight: 24, p: 0 }}
    >
      <CloseIcon sx={{ fontSize: 16 }} />
    </IconButton>
  );
  return (
    <>
      {shown.map((field) => (
        <ValueInput
          key={field.key}
          id={`${idPrefix}-${field.key}`}
          path={`fields.${field.key}`}
          label={field.label}
          required={needed(field)}
          field={field}
          value={values[field.key] ?? emptyFor(field)}
          action={needed(field) || readOnly ? null : remove(field.key, field.label)}
          onChange={(changed) => onChange({ ...values, [field.key]: changed })}
        />
      ))}
      {gone.map((key) => (
        <ValueInput
          key={key}
          id={`${idPrefix}-${key}`}
          path={`fields.${key}`}
          label={key}
          field={null}
          value={values[key] ?? { kind: "literal", value: null }}
          action={readOnly ? null : remove(key, key)}
          onChange={(changed) => onChange({ ...values, [key]: changed })}
        />
      ))}
      {readOnly ? null : (
        <AddField
          fields={writable.filter((field) => !shown.includes(field))}
          onAdd={(field) => onChange({ ...values, [field.key]: emptyFor(field) })}
        />
      )}
    </>
  );
}

function AddField({
  fields,
  onAdd,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly onAdd: (field: FieldDefinition) => void;
}) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (fields.length === 0) return null;
  const pick = (key: string) => {
    const field = fields.find((candidate) => candidate.key === key);
    if (field !== undefined) onAdd(field);
    setAnchor(null);
  };
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-haspopup="dialog"
        startIcon={<AddIcon sx={{ fontSize: 14 }} />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate("workflow.form.add_field")}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{
          paper: {
            sx: { width: 320, borderRadius: "12px" },
            role: "dialog",
            "aria-label": translate("workflow.form.add_field"),
          },
        }}
      >
        <SearchList
          label={translate("workflow.form.search_fields")}
          items={fields.map((field) => ({
            id: field.key,
            label: field.label,
            group: field.section,
            icon: <FieldIcon type={field.type} />,
          }))}
          onPick={pick}
        />
      </Popover>
    </>
  );
}

function emptyFor(field: FieldDefinition): ValueExpression {
  return consoleOf(field).template === null ? { kind: "literal", value: null } : { kind: "template", text: "" };
}

function toValues(value: unknown): Values {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const parsed = ValueExpression.safeParse(entry);
      return parsed.success ? [[key, parsed.data]] : [];
    }),
  );
}
