import type { FieldType } from "@catalyst/contracts";
import type { ComponentType } from "react";
import { AddressFieldInput } from "./address/input.tsx";
import { BooleanFieldInput } from "./boolean/input.tsx";
import { CurrencyFieldInput } from "./currency/input.tsx";
import { DateFieldInput } from "./date/input.tsx";
import { DateTimeFieldInput } from "./date-time/input.tsx";
import { EmailFieldInput } from "./email/input.tsx";
import type { FieldInputProps } from "./field-props.ts";
import { JsonFieldInput } from "./json/input.tsx";
import { LongTextInput } from "./long-text/input.tsx";
import { MultiSelectFieldInput } from "./multi-select/input.tsx";
import { NumberFieldInput } from "./number/input.tsx";
import { PercentFieldInput } from "./percent/input.tsx";
import { PhoneFieldInput } from "./phone/input.tsx";
import { RatingFieldInput } from "./rating/input.tsx";
import { RelationFieldInput } from "./relation/input.tsx";
import { SelectFieldInput } from "./select/input.tsx";
import { TextFieldInput } from "./text/input.tsx";
import { UrlFieldInput } from "./url/input.tsx";
import { UserFieldInput } from "./user/input.tsx";

/** How each field type is edited; null where the product makes the values. One that is missing does not compile. */
const FIELD_INPUTS = {
  text: TextFieldInput,
  longText: LongTextInput,
  number: NumberFieldInput,
  currency: CurrencyFieldInput,
  percent: PercentFieldInput,
  boolean: BooleanFieldInput,
  date: DateFieldInput,
  dateTime: DateTimeFieldInput,
  select: SelectFieldInput,
  multiSelect: MultiSelectFieldInput,
  email: EmailFieldInput,
  phone: PhoneFieldInput,
  url: UrlFieldInput,
  address: AddressFieldInput,
  rating: RatingFieldInput,
  autoNumber: null,
  user: UserFieldInput,
  relation: RelationFieldInput,
  json: JsonFieldInput,
  formula: null,
  rollup: null,
} as const satisfies Record<FieldType, ComponentType<FieldInputProps> | null>;

/** The input of one field; nothing for fields that people can't write. */
export function FieldInput(props: FieldInputProps) {
  const Input = FIELD_INPUTS[props.field.type];
  return Input === null || props.field.readOnly ? null : <Input {...props} />;
}
