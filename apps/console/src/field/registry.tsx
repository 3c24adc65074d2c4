import type { FieldType } from "@catalyst/contracts";
import type { ComponentType } from "react";
import { BooleanDisplay } from "./boolean/display.tsx";
import { BooleanFieldInput } from "./boolean/input.tsx";
import { DateDisplay } from "./date/display.tsx";
import { DateFieldInput } from "./date/input.tsx";
import { DateTimeDisplay } from "./date-time/display.tsx";
import { EmptyValue } from "./EmptyValue.tsx";
import type { FieldDisplayProps, FieldInputProps } from "./field-props.ts";
import { LongTextDisplay } from "./long-text/display.tsx";
import { LongTextInput } from "./long-text/input.tsx";
import { NumberDisplay } from "./number/display.tsx";
import { NumberFieldInput } from "./number/input.tsx";
import { RelationDisplay } from "./relation/display.tsx";
import { RelationFieldInput } from "./relation/input.tsx";
import { SelectDisplay } from "./select/display.tsx";
import { SelectFieldInput } from "./select/input.tsx";
import { TextDisplay } from "./text/display.tsx";
import { TextFieldInput } from "./text/input.tsx";
import { UserDisplay } from "./user/display.tsx";
import { UserFieldInput } from "./user/input.tsx";

type FieldComponents = {
  readonly Display: ComponentType<FieldDisplayProps>;
  readonly Input: ComponentType<FieldInputProps> | null;
};

/** How each field type is shown and edited; one that is missing does not compile. */
const FIELD_COMPONENTS = {
  text: { Display: TextDisplay, Input: TextFieldInput },
  longText: { Display: LongTextDisplay, Input: LongTextInput },
  number: { Display: NumberDisplay, Input: NumberFieldInput },
  boolean: { Display: BooleanDisplay, Input: BooleanFieldInput },
  date: { Display: DateDisplay, Input: DateFieldInput },
  dateTime: { Display: DateTimeDisplay, Input: null },
  select: { Display: SelectDisplay, Input: SelectFieldInput },
  currency: { Display: TextDisplay, Input: null },
  percent: { Display: NumberDisplay, Input: NumberFieldInput },
  multiSelect: { Display: TextDisplay, Input: null },
  email: { Display: TextDisplay, Input: TextFieldInput },
  phone: { Display: TextDisplay, Input: TextFieldInput },
  url: { Display: TextDisplay, Input: TextFieldInput },
  address: { Display: TextDisplay, Input: null },
  rating: { Display: NumberDisplay, Input: NumberFieldInput },
  autoNumber: { Display: NumberDisplay, Input: null },
  json: { Display: TextDisplay, Input: null },
  formula: { Display: TextDisplay, Input: null },
  rollup: { Display: TextDisplay, Input: null },
  user: { Display: UserDisplay, Input: UserFieldInput },
  relation: { Display: RelationDisplay, Input: RelationFieldInput },
} as const satisfies Record<FieldType, FieldComponents>;

/** One value, or a dash. */
export function FieldDisplay(props: FieldDisplayProps) {
  if (props.value === null || props.value === "") return <EmptyValue />;
  const { Display } = FIELD_COMPONENTS[props.field.type];
  return <Display {...props} />;
}

/** The input of one field; nothing for fields that people can't write. */
export function FieldInput(props: FieldInputProps) {
  const { Input } = FIELD_COMPONENTS[props.field.type];
  return Input === null || props.field.readOnly ? null : <Input {...props} />;
}
