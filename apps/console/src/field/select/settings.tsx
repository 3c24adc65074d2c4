import { OptionsEditor } from "../../admin/fields/OptionsEditor.tsx";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";

/** The options that there are. */
export function OptionSettings({ draft, onChange }: TypeSettingsProps) {
  return (
    <OptionsEditor
      options={draft.config.options ?? []}
      onChange={(options) => onChange({ config: { ...draft.config, options: [...options] } })}
    />
  );
}
