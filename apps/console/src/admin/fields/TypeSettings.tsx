import type { EntityType, FieldDefinition, Problem } from "@catalyst/contracts";
import Skeleton from "@mui/material/Skeleton";
import { Suspense } from "react";
import { FIELD_TYPE_CONSOLES } from "../../field/registry.ts";
import type { FieldDraft } from "./field-draft.ts";

export type TypeSettingsProps = {
  readonly draft: FieldDraft;
  readonly field: FieldDefinition | null;
  readonly entityType: EntityType;
  readonly problems: readonly Problem[];
  readonly onChange: (patch: Partial<FieldDraft>) => void;
};

/** The settings that a field's type brings along. */
export function TypeSettings(props: TypeSettingsProps) {
  const { settings: Settings } = FIELD_TYPE_CONSOLES[props.draft.type];
  return Settings === null ? null : (
    <Suspense fallback={<Skeleton animation={false} height={96} />}>
      <Settings key={props.draft.type} {...props} />
    </Suspense>
  );
}
