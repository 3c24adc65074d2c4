import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { ReactNode } from "react";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";
import { SettingRow } from "../../admin/fields/settings/SettingRow.tsx";
import { SettingText } from "../../admin/fields/settings/SettingText.tsx";

const UNIT_LENGTH = 8;

/** Bounds, digits and unit of numbers. */
export function NumberSettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const { draft, onChange } = props;
  return (
    <DigitsSettings {...props}>
      <TextField
        label={translate("field_type.number.unit")}
        helperText={translate("field_type.number.unit_help")}
        value={draft.config.unit ?? ""}
        onChange={(event) => onChange({ config: { ...draft.config, unit: event.target.value } })}
        slotProps={{ htmlInput: { maxLength: UNIT_LENGTH } }}
      />
    </DigitsSettings>
  );
}

/** Bounds and digits; beside the digits what else there is. */
export function DigitsSettings({ children, ...props }: TypeSettingsProps & { readonly children?: ReactNode }) {
  return (
    <>
      <SettingRow>
        <SettingText {...props} name="min" />
        <SettingText {...props} name="max" />
      </SettingRow>
      <SettingRow>
        <SettingText {...props} name="decimals" inputMode="numeric" help />
        {children}
      </SettingRow>
    </>
  );
}
