import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";
import { SettingRow } from "../../admin/fields/settings/SettingRow.tsx";
import { SettingText } from "../../admin/fields/settings/SettingText.tsx";

/** First and last day that a date may be. */
export function RangeSettings(props: TypeSettingsProps) {
  return (
    <SettingRow>
      <SettingText {...props} name="min" type="date" />
      <SettingText {...props} name="max" type="date" />
    </SettingRow>
  );
}
