import type { FieldType } from "@catalyst/contracts";
import { booleanField } from "./field-type/boolean/boolean.ts";
import { dateField } from "./field-type/date/date.ts";
import { dateTimeField } from "./field-type/date-time/date-time.ts";
import type { FieldTypeModule } from "./field-type/field-type-module.ts";
import { longTextField } from "./field-type/long-text/long-text.ts";
import { numberField } from "./field-type/number/number.ts";
import { relationField } from "./field-type/relation/relation.ts";
import { selectField } from "./field-type/select/select.ts";
import { textField } from "./field-type/text/text.ts";
import { userField } from "./field-type/user/user.ts";

/** The only list of field types; one that is missing does not compile. */
export const FIELD_TYPE_MODULES = {
  text: textField,
  longText: longTextField,
  number: numberField,
  boolean: booleanField,
  date: dateField,
  dateTime: dateTimeField,
  select: selectField,
  user: userField,
  relation: relationField,
} as const satisfies Record<FieldType, FieldTypeModule>;

/** The module of a field's type. */
export function fieldTypeOf(field: { readonly type: FieldType }): FieldTypeModule {
  return FIELD_TYPE_MODULES[field.type];
}
