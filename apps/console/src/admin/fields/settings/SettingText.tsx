import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import type { FieldDraft, TextSetting } from "../field-draft.ts";
import type { TypeSettingsProps } from "../TypeSettings.tsx";

type SettingTextProps = Pick<TypeSettingsProps, "draft" | "problems" | "onChange"> & {
  readonly name: TextSetting;
  readonly inputMode?: "decimal" | "numeric";
  readonly type?: "text" | "date";
  readonly help?: boolean;
};

/** One setting that is typed as text, so that a half-typed number stays as typed. */
export function SettingText({
  draft,
  problems,
  onChange,
  name,
  inputMode = "decimal",
  type = "text",
  help = false,
}: SettingTextProps) {
  const translate = useTranslate();
  const problem = problems.find(({ field }) => field === `config.${name}`);
  const texts = (text: string): FieldDraft["texts"] => ({ ...draft.texts, [name]: text });
  return (
    <TextField
      fullWidth
      type={type}
      label={translate(`admin_field.setting.${name}`)}
      helperText={help ? translate(`admin_field.setting.${name}_help`) : undefined}
      value={draft.texts[name]}
      error={problem !== undefined}
      onChange={(event) => onChange({ texts: texts(event.target.value) })}
      slotProps={{ htmlInput: { inputMode, autoComplete: "off" } }}
    />
  );
}
