import { DateRange, ME, RelativeDay, type FieldDefinition, type FieldValue, type Operator } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

type Translate = (key: string, options?: { readonly [name: string]: unknown }) => string;

type ValueNamesInput = {
  readonly field: FieldDefinition;
  readonly value: FieldValue;
  /** Members and records that a value may point to. */
  readonly named: readonly { readonly id: string; readonly name: string }[];
  readonly translate: Translate;
};

/** The words of a condition's value; an ellipsis while there is none. Pure. */
export function valueNames({ field, value, named, translate }: ValueNamesInput): readonly string[] {
  const values: readonly FieldValue[] = Array.isArray(value) ? value : [value];
  return values.map((single) => {
    if (single === null || single === "") return "…";
    if (typeof single === "boolean") return translate(single ? "record.yes" : "record.no");
    if (typeof single === "object") return objectWords(single, translate);
    if (single === ME && fieldTypeOf(field).comparison === "user") return translate("filter.me");
    const option = field.config.options?.find((candidate) => candidate.id === single);
    return option?.label ?? named.find((candidate) => candidate.id === single)?.name ?? String(single);
  });
}

/** The word for an operator; days come before and after, they are not less or more. Pure. */
export function operatorWords(field: FieldDefinition, operator: Operator, translate: Translate): string {
  const plain = translate(`filter.operators.${operator}`);
  const { comparison } = fieldTypeOf(field);
  const isDate = comparison === "date" || comparison === "dateTime";
  return isDate ? translate(`filter.date_operators.${operator}`, { _: plain }) : plain;
}

/** The words for a range, such as "last 30 days". Pure. */
export function rangeWords({ range, count, unit }: DateRange, translate: Translate): string {
  return translate(`filter.ranges.${range}_${unit}`, { smart_count: range === "this" ? 1 : count });
}

/** The words for a day counted from today. Pure. */
export function relativeDayWords({ offsetDays }: RelativeDay, translate: Translate): string {
  if (offsetDays === 0) return translate("filter.today");
  if (offsetDays === -1) return translate("filter.yesterday");
  if (offsetDays === 1) return translate("filter.tomorrow");
  return translate(offsetDays < 0 ? "filter.ago" : "filter.ahead", { smart_count: Math.abs(offsetDays) });
}

function objectWords(value: FieldValue & object, translate: Translate): string {
  const range = DateRange.safeParse(value);
  if (range.success) return rangeWords(range.data, translate);
  const day = RelativeDay.safeParse(value);
  if (day.success) return relativeDayWords(day.data, translate);
  const { amount, currency } = "amount" in value && "currency" in value ? value : { amount: null, currency: null };
  return typeof amount === "number" && typeof currency === "string" ? `${amount} ${currency}` : "…";
}
