import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { TypeSettingsProps } from "../TypeSettings.tsx";
import { SettingRow } from "./SettingRow.tsx";
import { SettingText } from "./SettingText.tsx";

const UNIT_LENGTH = 8;

/** Bounds, digits and unit of numbers and percentages. */
export function NumberSettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const { draft, onChange } = props;
  return (
    <>
      <SettingRow>
        <SettingText {...props} name="min" />
        <SettingText {...props} name="max" />
      </SettingRow>
      <SettingRow>
        <SettingText {...props} name="decimals" inputMode="numeric" help />
        {draft.type === "number" ? (
          <TextField
            label={translate("admin_field.setting.unit")}
            helperText={translate("admin_field.setting.unit_help")}
            value={draft.config.unit ?? ""}
            onChange={(event) => onChange({ config: { ...draft.config, unit: event.target.value } })}
            slotProps={{ htmlInput: { maxLength: UNIT_LENGTH } }}
          />
        ) : null}
      </SettingRow>
    </>
  );
}
