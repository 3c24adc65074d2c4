import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useMetadata } from "../../provider/metadata.ts";
import { SwitchRow } from "../../admin/fields/SwitchRow.tsx";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";

const ON_DELETE = ["clear", "refuse", "cascade"] as const;

/** Where a relation points, what it is called there, and what a deletion there does here. */
export function RelationSettings({ draft, field, entityType, onChange }: TypeSettingsProps) {
  const translate = useTranslate();
  const entityTypes = useMetadata().data?.entityTypes ?? [];
  const { config } = draft;
  const isNew = field === null;
  const onDelete = config.onTargetDelete ?? "clear";
  const change = (patch: typeof config) => onChange({ config: { ...config, ...patch } });
  return (
    <>
      <TextField
        select
        label={translate("field_type.relation.target")}
        helperText={isNew ? undefined : translate("field_type.relation.fixed")}
        value={config.targetEntityType ?? ""}
        onChange={(event) => change({ targetEntityType: event.target.value })}
        slotProps={{ input: { readOnly: !isNew } }}
      >
        {entityTypes.map((type) => (
          <MenuItem key={type.key} value={type.key}>
            {type.labelPlural}
          </MenuItem>
        ))}
      </TextField>
      {isNew ? (
        <SwitchRow
          label={translate("field_type.relation.multiple")}
          hint={translate("field_type.relation.multiple_help")}
          checked={config.multiple ?? false}
          onChange={(multiple) => change({ multiple })}
        />
      ) : null}
      <TextField
        label={translate("field_type.relation.inverseLabel")}
        helperText={translate("field_type.relation.inverseLabel_help")}
        placeholder={entityType.labelPlural}
        value={config.inverseLabel ?? ""}
        onChange={(event) => change({ inverseLabel: event.target.value })}
      />
      <TextField
        select
        label={translate("field_type.relation.onTargetDelete")}
        helperText={translate(`field_type.relation.on_delete_help.${onDelete}`)}
        value={onDelete}
        onChange={(event) => change({ onTargetDelete: ON_DELETE.find((choice) => choice === event.target.value) })}
      >
        {ON_DELETE.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {translate(`field_type.relation.on_delete.${choice}`)}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}
