import Skeleton from "@mui/material/Skeleton";
import { lazy, Suspense } from "react";
import { previewField } from "../field-draft.ts";
import type { TypeSettingsProps } from "../TypeSettings.tsx";
import { RecomputeNotice } from "./RecomputeNotice.tsx";

/** CEL is loaded when somebody edits a formula, and not before. */
const FormulaSettings = lazy(async () => ({ default: (await import("./FormulaSettings.tsx")).FormulaSettings }));
const RollupSettings = lazy(async () => ({ default: (await import("./RollupSettings.tsx")).RollupSettings }));

/** A formula's settings in the form of a field. */
export function FormulaTypeSettings({ draft, field, entityType, onChange }: TypeSettingsProps) {
  const preview = previewField(draft, entityType);
  return (
    <Suspense fallback={<Skeleton animation={false} height={96} />}>
      <Notice entityType={entityType} fieldKey={field?.key ?? null} />
      <FormulaSettings
        entityType={entityType}
        draft={{ ...preview, label: draft.label || preview.key, key: field?.key ?? preview.key }}
        onChange={(config) => onChange({ config: { ...draft.config, ...config } })}
      />
    </Suspense>
  );
}

/** A roll-up's settings in the form of a field. */
export function RollupTypeSettings({ draft, field, entityType, onChange }: TypeSettingsProps) {
  return (
    <Suspense fallback={<Skeleton animation={false} height={96} />}>
      <Notice entityType={entityType} fieldKey={field?.key ?? null} />
      <RollupSettings
        entityType={entityType}
        config={draft.config}
        onChange={(config) => onChange({ config: { ...draft.config, ...config } })}
      />
    </Suspense>
  );
}

type NoticeProps = { readonly entityType: TypeSettingsProps["entityType"]; readonly fieldKey: string | null };

function Notice({ entityType, fieldKey }: NoticeProps) {
  const recompute = entityType.fields.find(({ key }) => key === fieldKey)?.recompute ?? null;
  return recompute === null ? null : <RecomputeNotice entityType={entityType} recompute={recompute} />;
}
