import type { ColumnTarget, FieldInput, FieldType, ImportPreview } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";
import ListSubheader from "@mui/material/ListSubheader";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { FIELD_TYPE_CONSOLES, OFFERED_TYPES } from "../../field/registry.ts";
import { useEntityType } from "../../provider/metadata.ts";

type ColumnTargetInputProps = {
  readonly entityTypeKey: string;
  readonly column: ImportPreview["columns"][number];
  readonly target: ColumnTarget;
  readonly onChange: (target: ColumnTarget) => void;
};

/** Types that a new field of an import may get: texts, and those that a column's text is seen to hold. */
const NEW_FIELD_TYPES = OFFERED_TYPES.filter(
  (type) => FIELD_TYPE_CONSOLES[type].template !== null || FIELD_TYPE_MODULES[type].guessRank !== null,
);

/** What becomes of one column: an existing field, a new one of a chosen type, or nothing. */
export function ColumnTargetInput({ entityTypeKey, column, target, onChange }: ColumnTargetInputProps) {
  const translate = useTranslate();
  const fields = (useEntityType(entityTypeKey)?.fields ?? []).filter(
    (field) => !field.readOnly && field.storage.kind !== "header",
  );
  return (
    <TextField
      select
      size="small"
      value={valueOf(target)}
      onChange={(event) => onChange(targetOf(event.target.value, column))}
      sx={{ minWidth: 220 }}
      slotProps={{
        select: {
          SelectDisplayProps: { "aria-label": translate("admin.imports.becomes_of", { column: column.name }) },
        },
      }}
    >
      <MenuItem value="skip">{translate("admin.imports.skip")}</MenuItem>
      <ListSubheader>{translate("admin.imports.existing_field")}</ListSubheader>
      {fields.map((field) => (
        <MenuItem key={field.key} value={`field:${field.key}`}>
          {field.label}
        </MenuItem>
      ))}
      <ListSubheader>{translate("admin.imports.new_field")}</ListSubheader>
      {newTypesFor(column).map((type) => (
        <MenuItem key={type} value={`create:${type}`}>
          {translate("admin.imports.create_as", { type: FIELD_TYPE_MODULES[type].label })}
        </MenuItem>
      ))}
    </TextField>
  );
}

function valueOf(target: ColumnTarget): string {
  switch (target.kind) {
    case "skip":
      return "skip";
    case "field":
      return `field:${target.key}`;
    case "createField":
      return `create:${target.field.type}`;
  }
}

/** A choice needs options, which only the server's suggestion brings from the column's values. */
function newTypesFor({ suggestion }: ColumnTargetInputProps["column"]): readonly FieldType[] {
  if (suggestion.kind !== "createField" || NEW_FIELD_TYPES.includes(suggestion.field.type)) return NEW_FIELD_TYPES;
  return [...NEW_FIELD_TYPES, suggestion.field.type];
}

function targetOf(value: string, column: ColumnTargetInputProps["column"]): ColumnTarget {
  const [kind = "skip", rest = ""] = value.split(":", 2);
  if (kind === "field") return { kind: "field", key: rest };
  const type = newTypesFor(column).find((candidate) => candidate === rest);
  if (kind !== "create" || !type) return { kind: "skip" };
  const { suggestion } = column;
  if (suggestion.kind === "createField" && suggestion.field.type === type) return suggestion;
  return { kind: "createField", field: plainField(column.name, type) };
}

function plainField(label: string, type: FieldInput["type"]): FieldInput {
  return {
    label: label.slice(0, 120),
    type,
    help: "",
    required: false,
    unique: false,
    defaultValue: null,
    config: {},
    section: "Details",
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    indexed: false,
  };
}
