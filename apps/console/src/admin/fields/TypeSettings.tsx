import type { EntityType, FieldDefinition, FieldType, Problem } from "@catalyst/contracts";
import type { ComponentType } from "react";
import type { FieldDraft } from "./field-draft.ts";
import { FormulaTypeSettings, RollupTypeSettings } from "./formula/ComputedSettings.tsx";
import { OptionsEditor } from "./OptionsEditor.tsx";
import { AutoNumberSettings } from "./settings/AutoNumberSettings.tsx";
import { CurrencySettings } from "./settings/CurrencySettings.tsx";
import { NumberSettings } from "./settings/NumberSettings.tsx";
import { RangeSettings } from "./settings/RangeSettings.tsx";
import { RatingSettings } from "./settings/RatingSettings.tsx";
import { RelationSettings } from "./settings/RelationSettings.tsx";
import { TextSettings } from "./settings/TextSettings.tsx";

export type TypeSettingsProps = {
  readonly draft: FieldDraft;
  readonly field: FieldDefinition | null;
  readonly entityType: EntityType;
  readonly problems: readonly Problem[];
  readonly onChange: (patch: Partial<FieldDraft>) => void;
};

function ChoiceSettings({ draft, onChange }: TypeSettingsProps) {
  return (
    <OptionsEditor
      options={draft.config.options ?? []}
      onChange={(options) => onChange({ config: { ...draft.config, options: [...options] } })}
    />
  );
}

/** Settings of each type; null where there are none. One that is missing does not compile. */
const SETTINGS = {
  text: TextSettings,
  longText: TextSettings,
  email: null,
  url: null,
  phone: null,
  address: null,
  number: NumberSettings,
  currency: CurrencySettings,
  percent: NumberSettings,
  rating: RatingSettings,
  autoNumber: AutoNumberSettings,
  boolean: null,
  date: RangeSettings,
  dateTime: null,
  select: ChoiceSettings,
  multiSelect: ChoiceSettings,
  user: null,
  relation: RelationSettings,
  json: null,
  formula: FormulaTypeSettings,
  rollup: RollupTypeSettings,
} as const satisfies Record<FieldType, ComponentType<TypeSettingsProps> | null>;

/** The settings that a field's type brings along. */
export function TypeSettings(props: TypeSettingsProps) {
  const Settings = SETTINGS[props.draft.type];
  return Settings === null ? null : <Settings {...props} />;
}
