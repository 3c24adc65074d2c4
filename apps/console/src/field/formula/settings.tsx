import { FormulaSettings } from "../../admin/fields/formula/FormulaSettings.tsx";
import { RunningRecompute } from "../../admin/fields/formula/RunningRecompute.tsx";
import { previewField } from "../../admin/fields/field-draft.ts";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";

/** A formula's settings; CEL comes with them, when somebody edits a formula, and not before. */
export function FormulaTypeSettings({ draft, field, entityType, onChange }: TypeSettingsProps) {
  const preview = previewField(draft, entityType);
  return (
    <>
      <RunningRecompute entityType={entityType} fieldKey={field?.key ?? null} />
      <FormulaSettings
        entityType={entityType}
        draft={{ ...preview, label: draft.label || preview.key, key: field?.key ?? preview.key }}
        onChange={(config) => onChange({ config: { ...draft.config, ...config } })}
      />
    </>
  );
}
