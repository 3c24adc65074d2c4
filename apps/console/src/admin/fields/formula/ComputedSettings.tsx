import Skeleton from "@mui/material/Skeleton";
import { lazy, Suspense } from "react";
import { previewField } from "../field-draft.ts";
import type { TypeSettingsProps } from "../TypeSettings.tsx";

/** CEL is loaded when somebody edits a formula, and not before. */
const FormulaSettings = lazy(async () => ({ default: (await import("./FormulaSettings.tsx")).FormulaSettings }));
const RollupSettings = lazy(async () => ({ default: (await import("./RollupSettings.tsx")).RollupSettings }));

/** A formula's settings in the form of a field. */
export function FormulaTypeSettings({ draft, field, entityType, onChange }: TypeSettingsProps) {
  const preview = previewField(draft, entityType);
  return (
    <Suspense fallback={<Skeleton animation={false} height={96} />}>
      <FormulaSettings
        entityType={entityType}
        draft={{ ...preview, label: draft.label || preview.key, key: field?.key ?? preview.key }}
        onChange={(config) => onChange({ config: { ...draft.config, ...config } })}
      />
    </Suspense>
  );
}

/** A roll-up's settings in the form of a field. */
export function RollupTypeSettings({ draft, entityType, onChange }: TypeSettingsProps) {
  return (
    <Suspense fallback={<Skeleton animation={false} height={96} />}>
      <RollupSettings
        entityType={entityType}
        config={draft.config}
        onChange={(config) => onChange({ config: { ...draft.config, ...config } })}
      />
    </Suspense>
  );
}
