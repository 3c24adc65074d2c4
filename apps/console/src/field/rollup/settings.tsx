import { RollupSettings } from "../../admin/fields/formula/RollupSettings.tsx";
import { RunningRecompute } from "../../admin/fields/formula/RunningRecompute.tsx";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";

/** A roll-up's settings in the form of a field. */
export function RollupTypeSettings({ draft, field, entityType, onChange }: TypeSettingsProps) {
  return (
    <>
      <RunningRecompute entityType={entityType} fieldKey={field?.key ?? null} />
      <RollupSettings
        entityType={entityType}
        config={draft.config}
        onChange={(config) => onChange({ config: { ...draft.config, ...config } })}
      />
    </>
  );
}
