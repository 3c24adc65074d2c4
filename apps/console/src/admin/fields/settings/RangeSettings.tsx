import type { TypeSettingsProps } from "../TypeSettings.tsx";
import { SettingRow } from "./SettingRow.tsx";
import { SettingText } from "./SettingText.tsx";

/** First and last day that a date may be. */
export function RangeSettings(props: TypeSettingsProps) {
  return (
    <SettingRow>
      <SettingText {...props} name="min" type="date" />
      <SettingText {...props} name="max" type="date" />
    </SettingRow>
  );
}
