import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useMetadata } from "../../provider/metadata.ts";
import type { FieldDraft } from "./field-draft.ts";
import { OptionsEditor } from "./OptionsEditor.tsx";

type TypeSettingsProps = {
  readonly draft: FieldDraft;
  readonly isNew: boolean;
  readonly onChange: (patch: Partial<FieldDraft>) => void;
};

/** The settings that a field's type brings along. */
export function TypeSettings({ draft, isNew, onChange }: TypeSettingsProps) {
  const translate = useTranslate();
  switch (draft.type) {
    case "select":
      return <OptionsEditor options={draft.options} onChange={(options) => onChange({ options })} />;
    case "relation":
      return <RelationSettings draft={draft} isNew={isNew} onChange={onChange} />;
    case "number":
      return (
        <Stack direction="row" spacing={1.5}>
          <TextField
            label={translate("admin.fields.unit")}
            value={draft.unit}
            onChange={(event) => onChange({ unit: event.target.value })}
          />
          <Bounds draft={draft} onChange={onChange} inputMode="decimal" />
        </Stack>
      );
    case "date":
      return (
        <Stack direction="row" spacing={1.5}>
          <Bounds draft={draft} onChange={onChange} inputMode="text" />
        </Stack>
      );
    case "text":
      return (
        <TextField
          label={translate("admin.fields.pattern")}
          helperText={translate("admin.fields.pattern_help")}
          value={draft.pattern}
          onChange={(event) => onChange({ pattern: event.target.value })}
        />
      );
    case "longText":
    case "boolean":
    case "user":
      return null;
  }
}

type BoundsProps = Pick<TypeSettingsProps, "draft" | "onChange"> & { readonly inputMode: "decimal" | "text" };

function Bounds({ draft, onChange, inputMode }: BoundsProps) {
  const translate = useTranslate();
  const slotProps = { htmlInput: { inputMode } };
  return (
    <>
      <TextField
        label={translate("admin.fields.min")}
        value={draft.min}
        slotProps={slotProps}
        onChange={(event) => onChange({ min: event.target.value })}
      />
      <TextField
        label={translate("admin.fields.max")}
        value={draft.max}
        slotProps={slotProps}
        onChange={(event) => onChange({ max: event.target.value })}
      />
    </>
  );
}

function RelationSettings({ draft, isNew, onChange }: TypeSettingsProps) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  return (
    <>
      <TextField
        select
        disabled={!isNew}
        label={translate("admin.fields.target")}
        value={draft.targetEntityType}
        onChange={(event) => onChange({ targetEntityType: event.target.value })}
      >
        {entityTypes.map((type) => (
          <MenuItem key={type.key} value={type.key}>
            {type.labelPlural}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        disabled={!isNew}
        control={<Switch checked={draft.multiple} onChange={(_event, multiple) => onChange({ multiple })} />}
        label={translate("admin.fields.multiple")}
      />
      <TextField
        select
        label={translate("admin.fields.on_target_delete")}
        value={draft.onTargetDelete}
        onChange={(event) => onChange({ onTargetDelete: event.target.value === "refuse" ? "refuse" : "clear" })}
      >
        <MenuItem value="clear">{translate("admin.fields.on_delete_clear")}</MenuItem>
        <MenuItem value="refuse">{translate("admin.fields.on_delete_refuse")}</MenuItem>
      </TextField>
    </>
  );
}
