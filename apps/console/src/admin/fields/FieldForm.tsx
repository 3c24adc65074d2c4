import type { FieldDefinition, Problem } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import MenuItem from "@mui/material/MenuItem";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { capabilities, CHOOSABLE_TYPES, type FieldDraft } from "./field-draft.ts";
import { TypeSettings } from "./TypeSettings.tsx";

type FieldFormProps = {
  readonly draft: FieldDraft;
  readonly field: FieldDefinition | null;
  readonly problems: readonly Problem[];
  readonly onChange: (patch: Partial<FieldDraft>) => void;
};

/** The inputs of a field definition; the key and the type are fixed once the field exists. */
export function FieldForm({ draft, field, problems, onChange }: FieldFormProps) {
  const translate = useTranslate();
  const isNew = field === null;
  const problemOf = (name: string) =>
    problems.find((problem) => problem.field === name || problem.field.endsWith(`.${name}`))?.message;
  return (
    <>
      <TextField
        required
        autoFocus
        label={translate("admin.fields.label")}
        value={draft.label}
        error={Boolean(problemOf("label"))}
        helperText={problemOf("label")}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <TextField
        label={translate("admin.fields.key")}
        value={draft.key}
        disabled={!isNew}
        error={Boolean(problemOf("key"))}
        helperText={problemOf("key") ?? translate("admin.fields.key_help")}
        onChange={(event) => onChange({ key: event.target.value })}
      />
      <TextField
        select
        disabled={!isNew}
        label={translate("admin.fields.type")}
        value={draft.type}
        onChange={(event) =>
          onChange({
            type: CHOOSABLE_TYPES.find((type) => type === event.target.value) ?? "text",
            indexed: false,
            unique: false,
          })
        }
      >
        {CHOOSABLE_TYPES.map((type) => (
          <MenuItem key={type} value={type}>
            {FIELD_TYPE_MODULES[type].label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={translate("admin.fields.help")}
        value={draft.help}
        onChange={(event) => onChange({ help: event.target.value })}
      />
      <TypeSettings draft={draft} isNew={isNew} onChange={onChange} />
      {problems
        .filter((problem) => problem.field.startsWith("config"))
        .map((problem) => (
          <FormHelperText error key={problem.field}>
            {problem.message}
          </FormHelperText>
        ))}
      <Rules draft={draft} isNew={isNew} onChange={onChange} />
    </>
  );
}

function Rules({ draft, isNew, onChange }: Pick<FieldFormProps, "draft" | "onChange"> & { readonly isNew: boolean }) {
  const translate = useTranslate();
  const { indexable, uniqueable } = capabilities(draft.type);
  return (
    <>
      <FormControlLabel
        control={<Switch checked={draft.required} onChange={(_event, required) => onChange({ required })} />}
        label={translate("admin.fields.required")}
      />
      {uniqueable ? (
        <FormControlLabel
          disabled={!isNew}
          control={<Switch checked={draft.unique} onChange={(_event, unique) => onChange({ unique })} />}
          label={translate("admin.fields.unique")}
        />
      ) : null}
      {indexable ? (
        <div>
          <FormControlLabel
            control={<Switch checked={draft.indexed} onChange={(_event, indexed) => onChange({ indexed })} />}
            label={translate("admin.fields.indexed")}
          />
          <FormHelperText>{translate("admin.fields.indexed_help")}</FormHelperText>
        </div>
      ) : null}
    </>
  );
}
