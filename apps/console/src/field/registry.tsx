import type { FieldType } from "@catalyst/contracts";
import type { ComponentType } from "react";
import { AddressDisplay } from "./address/display.tsx";
import { AutoNumberDisplay } from "./auto-number/display.tsx";
import { BooleanDisplay } from "./boolean/display.tsx";
import { ComputedValue, recomputedState } from "./computed/ComputedValue.tsx";
import { ComputedDisplay } from "./computed/display.tsx";
import { CurrencyDisplay } from "./currency/display.tsx";
import { DateDisplay } from "./date/display.tsx";
import { DateTimeDisplay } from "./date-time/display.tsx";
import { EmailDisplay } from "./email/display.tsx";
import { EmptyValue } from "./EmptyValue.tsx";
import type { FieldDisplayProps } from "./field-props.ts";
import { JsonDisplay } from "./json/display.tsx";
import { LongTextDisplay } from "./long-text/display.tsx";
import { MultiSelectDisplay } from "./multi-select/display.tsx";
import { NumberDisplay } from "./number/display.tsx";
import { PercentDisplay } from "./percent/display.tsx";
import { PhoneDisplay } from "./phone/display.tsx";
import { RatingDisplay } from "./rating/display.tsx";
import { RelationDisplay } from "./relation/display.tsx";
import { SelectDisplay } from "./select/display.tsx";
import { TextDisplay } from "./text/display.tsx";
import { UrlDisplay } from "./url/display.tsx";
import { UserDisplay } from "./user/display.tsx";

/** How each field type is shown; one that is missing does not compile. Inputs are in `input-registry.tsx`, which forms load. */
const FIELD_DISPLAYS = {
  text: TextDisplay,
  longText: LongTextDisplay,
  number: NumberDisplay,
  currency: CurrencyDisplay,
  percent: PercentDisplay,
  boolean: BooleanDisplay,
  date: DateDisplay,
  dateTime: DateTimeDisplay,
  select: SelectDisplay,
  multiSelect: MultiSelectDisplay,
  email: EmailDisplay,
  phone: PhoneDisplay,
  url: UrlDisplay,
  address: AddressDisplay,
  rating: RatingDisplay,
  autoNumber: AutoNumberDisplay,
  user: UserDisplay,
  relation: RelationDisplay,
  json: JsonDisplay,
  formula: ComputedDisplay,
  rollup: ComputedDisplay,
} as const satisfies Record<FieldType, ComponentType<FieldDisplayProps>>;

/** One value, or a dash; a computed one with how far it can be trusted. */
export function FieldDisplay(props: FieldDisplayProps) {
  const state = props.record.computed?.[props.field.key] ?? recomputedState(props);
  if (state === null) return <PlainValue {...props} />;
  return (
    <ComputedValue
      state={state}
      compact={props.compact ?? false}
      isWatched={props.field.recompute?.state !== "cancelled"}
    >
      <PlainValue {...props} />
    </ComputedValue>
  );
}

function PlainValue(props: FieldDisplayProps) {
  const { value } = props;
  const isHidden = props.record.hiddenRelations?.includes(props.field.key) ?? false;
  if (!isHidden && (value === null || value === "" || (Array.isArray(value) && value.length === 0)))
    return <EmptyValue />;
  const Display = FIELD_DISPLAYS[props.field.type];
  return <Display {...props} />;
}
