import { PATTERN_LIMIT } from "@catalyst/contracts";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { SwitchRow } from "../SwitchRow.tsx";
import type { TypeSettingsProps } from "../TypeSettings.tsx";
import { SettingRow } from "./SettingRow.tsx";
import { SettingText } from "./SettingText.tsx";

/** Length, form and search of texts. */
export function TextSettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const { draft, onChange } = props;
  return (
    <>
      <SettingRow>
        <SettingText {...props} name="minLength" inputMode="numeric" />
        <SettingText {...props} name="maxLength" inputMode="numeric" />
      </SettingRow>
      <TextField
        label={translate("admin_field.setting.pattern")}
        helperText={translate("admin_field.setting.pattern_help")}
        value={draft.config.pattern ?? ""}
        onChange={(event) => onChange({ config: { ...draft.config, pattern: event.target.value } })}
        slotProps={{ htmlInput: { maxLength: PATTERN_LIMIT, spellCheck: false, style: MONO } }}
      />
      {draft.type === "text" ? (
        <SwitchRow
          label={translate("admin_field.setting.searchable")}
          hint={translate("admin_field.setting.searchable_help")}
          checked={draft.config.searchable ?? false}
          onChange={(searchable) => onChange({ config: { ...draft.config, searchable } })}
        />
      ) : null}
    </>
  );
}

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 12 } as const;
