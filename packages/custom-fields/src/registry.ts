import type { FieldConfig, FieldType } from "@catalyst/contracts";
import { addressField } from "./field-type/address/address.ts";
import { autoNumberField } from "./field-type/auto-number/auto-number.ts";
import { booleanField } from "./field-type/boolean/boolean.ts";
import { currencyField } from "./field-type/currency/currency.ts";
import { dateField } from "./field-type/date/date.ts";
import { dateTimeField } from "./field-type/date-time/date-time.ts";
import { emailField } from "./field-type/email/email.ts";
import { formulaField } from "./field-type/formula/formula.ts";
import { jsonField } from "./field-type/json/json.ts";
import { longTextField } from "./field-type/long-text/long-text.ts";
import { multiSelectField } from "./field-type/multi-select/multi-select.ts";
import { numberField } from "./field-type/number/number.ts";
import { percentField } from "./field-type/percent/percent.ts";
import { phoneField } from "./field-type/phone/phone.ts";
import { ratingField } from "./field-type/rating/rating.ts";
import { relationField } from "./field-type/relation/relation.ts";
import { rollupField } from "./field-type/rollup/rollup.ts";
import { selectField } from "./field-type/select/select.ts";
import { textField } from "./field-type/text/text.ts";
import { urlField } from "./field-type/url/url.ts";
import { userField } from "./field-type/user/user.ts";
import type { FieldTypeModule } from "./field-type/field-type-module.ts";

/** The only list of field types; one that is missing does not compile. */
export const FIELD_TYPE_MODULES = {
  text: textField,
  longText: longTextField,
  number: numberField,
  currency: currencyField,
  percent: percentField,
  boolean: booleanField,
  date: dateField,
  dateTime: dateTimeField,
  select: selectField,
  multiSelect: multiSelectField,
  email: emailField,
  phone: phoneField,
  url: urlField,
  address: addressField,
  rating: ratingField,
  autoNumber: autoNumberField,
  user: userField,
  relation: relationField,
  json: jsonField,
  formula: formulaField,
  rollup: rollupField,
} as const satisfies Record<FieldType, FieldTypeModule>;

/** The module of a field's type, with the traits that its settings give it. */
export function fieldTypeOf(field: { readonly type: FieldType; readonly config?: FieldConfig }): FieldTypeModule {
  const module: FieldTypeModule = FIELD_TYPE_MODULES[field.type];
  return module.resolve?.(field.config ?? {}) ?? module;
}

/** Whether a field points to other records: its values are links, kept apart from the record's. */
export function isRelation(field: { readonly type: FieldType }): boolean {
  return FIELD_TYPE_MODULES[field.type].form === "link";
}
