import type { EntityType } from "@catalyst/contracts";
import { RecomputeNotice } from "./RecomputeNotice.tsx";

type RunningRecomputeProps = { readonly entityType: EntityType; readonly fieldKey: string | null };

/** Says that a field's values are being computed anew, where they are. */
export function RunningRecompute({ entityType, fieldKey }: RunningRecomputeProps) {
  const recompute = entityType.fields.find(({ key }) => key === fieldKey)?.recompute ?? null;
  return recompute === null ? null : <RecomputeNotice entityType={entityType} recompute={recompute} />;
}
