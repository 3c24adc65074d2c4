import { PATTERN_LIMIT } from "@catalyst/contracts";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { SwitchRow } from "../../admin/fields/SwitchRow.tsx";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";
import { SettingRow } from "../../admin/fields/settings/SettingRow.tsx";
import { SettingText } from "../../admin/fields/settings/SettingText.tsx";

/** Length, form and search of a line of text. */
export function TextSettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const { draft, onChange } = props;
  return (
    <>
      <LengthSettings {...props} />
      <SwitchRow
        label={translate("field_type.text.searchable")}
        hint={translate("field_type.text.searchable_help")}
        checked={draft.config.searchable ?? false}
        onChange={(searchable) => onChange({ config: { ...draft.config, searchable } })}
      />
    </>
  );
}

/** Length and form of any text. */
export function LengthSettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const { draft, onChange } = props;
  return (
    <>
      <SettingRow>
        <SettingText {...props} name="minLength" inputMode="numeric" />
        <SettingText {...props} name="maxLength" inputMode="numeric" />
      </SettingRow>
      <TextField
        label={translate("field_type.text.pattern")}
        helperText={translate("field_type.text.pattern_help")}
        value={draft.config.pattern ?? ""}
        onChange={(event) => onChange({ config: { ...draft.config, pattern: event.target.value } })}
        slotProps={{ htmlInput: { maxLength: PATTERN_LIMIT, spellCheck: false, style: MONO } }}
      />
    </>
  );
}

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 12 } as const;
