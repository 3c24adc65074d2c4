import { FIELD_TYPES, type FieldConfig, type FieldType } from "@catalyst/contracts";
import { addressConsole } from "./address/address.ts";
import { autoNumberConsole } from "./auto-number/auto-number.ts";
import { booleanConsole } from "./boolean/boolean.ts";
import { currencyConsole } from "./currency/currency.ts";
import { dateConsole } from "./date/date.ts";
import { dateTimeConsole } from "./date-time/date-time.ts";
import { emailConsole } from "./email/email.ts";
import type { FieldTypeConsole } from "./field-type-console.ts";
import { formulaConsole } from "./formula/formula.ts";
import { jsonConsole } from "./json/json.ts";
import { longTextConsole } from "./long-text/long-text.ts";
import { multiSelectConsole } from "./multi-select/multi-select.ts";
import { numberConsole } from "./number/number.ts";
import { percentConsole } from "./percent/percent.ts";
import { phoneConsole } from "./phone/phone.ts";
import { ratingConsole } from "./rating/rating.ts";
import { relationConsole } from "./relation/relation.ts";
import { rollupConsole } from "./rollup/rollup.ts";
import { selectConsole } from "./select/select.ts";
import { textConsole } from "./text/text.ts";
import { urlConsole } from "./url/url.ts";
import { userConsole } from "./user/user.ts";

/** The console's only list of field types, in the order that people are offered them; one that is missing does not compile. */
export const FIELD_TYPE_CONSOLES: Readonly<Record<FieldType, FieldTypeConsole>> = {
  text: textConsole,
  longText: longTextConsole,
  email: emailConsole,
  phone: phoneConsole,
  url: urlConsole,
  address: addressConsole,
  number: numberConsole,
  currency: currencyConsole,
  percent: percentConsole,
  rating: ratingConsole,
  autoNumber: autoNumberConsole,
  select: selectConsole,
  multiSelect: multiSelectConsole,
  boolean: booleanConsole,
  date: dateConsole,
  dateTime: dateTimeConsole,
  relation: relationConsole,
  user: userConsole,
  formula: formulaConsole,
  rollup: rollupConsole,
  json: jsonConsole,
};

/** All types in the order that people are offered them. */
export const OFFERED_TYPES: readonly FieldType[] = Object.keys(FIELD_TYPE_CONSOLES).flatMap(
  (key) => FIELD_TYPES.find((type) => type === key) ?? [],
);

/** What the console knows about a field's type, as the field's settings make it. */
export function consoleOf(field: { readonly type: FieldType; readonly config?: FieldConfig }): FieldTypeConsole {
  const module = FIELD_TYPE_CONSOLES[field.type];
  return module.resolve?.(field.config ?? {}) ?? module;
}

/** Texts of all types, as `field_type.<type>`. */
export const fieldTypeMessages = {
  field_type: Object.fromEntries(OFFERED_TYPES.map((type) => [type, FIELD_TYPE_CONSOLES[type].messages])),
};
