import { autoNumberText } from "@catalyst/custom-fields";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { toConfig } from "../../admin/fields/field-draft.ts";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";
import { SettingRow } from "../../admin/fields/settings/SettingRow.tsx";
import { SettingText } from "../../admin/fields/settings/SettingText.tsx";

const PREFIX_LENGTH = 20;

/** Prefix, digits and first number, with what comes out. */
export function AutoNumberSettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const { draft, onChange } = props;
  const config = toConfig(draft);
  return (
    <>
      <SettingRow>
        <TextField
          label={translate("field_type.autoNumber.prefix")}
          placeholder="INV-"
          value={draft.config.prefix ?? ""}
          onChange={(event) => onChange({ config: { ...draft.config, prefix: event.target.value } })}
          slotProps={{ htmlInput: { maxLength: PREFIX_LENGTH } }}
        />
        <SettingText {...props} name="padding" inputMode="numeric" />
        <SettingText {...props} name="startAt" inputMode="numeric" />
      </SettingRow>
      <Typography variant="caption" color="text.secondary" sx={{ mt: -1 }}>
        {translate("field_type.autoNumber.preview", { text: autoNumberText(config.startAt ?? 1, config) })}
      </Typography>
    </>
  );
}
