import { DomainError, type FieldValue } from "@catalyst/contracts";
import type { Comparison } from "./field-type/field-type-module.ts";
import { numberField } from "./field-type/number/number.ts";
import { isStorableText } from "./field-type/text-rules.ts";
import { canonicalUuid } from "./field-type/uuid-text.ts";
import { canonicalInstant, isCalendarDate } from "./field-type/date/calendar.ts";
import type { FieldPath } from "./filter-path.ts";
import { fieldTypeOf } from "./registry.ts";
import { NATIVE_UUID_COLUMNS } from "./standard-entity-types.ts";

/** What a value is compared with, in its canonical form. */
export type Operand = string | number | boolean;

/** Longest text that is sought or compared, in UTF-16 units. Longer texts equal nothing that anyone types. */
const OPERAND_TEXT_LIMIT = 100_000;
const SOUGHT_TEXT_LIMIT = 1_000;

/**
 * The canonical form of an operand, or a `bad_request` that names the field. Only its form counts: limits such as `max`
 * or an archived option restrict what is stored, not what is sought.
 */
export function canonicalOperand(path: FieldPath, value: FieldValue, comparison = comparisonOf(path)): Operand {
  switch (comparison) {
    case "text":
      return textOperand(path, value);
    case "number":
      return numberOperand(path, amountOf(value));
    case "boolean":
      if (typeof value !== "boolean") throw refusal(path, "wrong_type", "must be compared with yes or no");
      return value;
    case "date":
      if (typeof value !== "string" || !isCalendarDate(value))
        throw refusal(path, "bad_date", "must be compared with a day such as 2026-02-28");
      return value;
    case "dateTime":
      return momentOperand(path, value);
    case "user":
    case "relation":
      return idOperand(path, value);
    case "options":
    case "document":
      return sought(path, value);
  }
}

/** Text that is looked for inside others. */
export function soughtText(path: FieldPath, value: FieldValue): string {
  const text = sought(path, value);
  if (text === "") throw refusal(path, "bad_value", "needs text to look for");
  if (text.length > SOUGHT_TEXT_LIMIT)
    throw refusal(path, "too_long", `can be compared with at most ${SOUGHT_TEXT_LIMIT} characters`);
  return text;
}

/** The currency that an amount is compared in; null: in any. */
export function currencyOperand(value: FieldValue): string | null {
  if (typeof value !== "object" || value === null || !("currency" in value)) return null;
  return typeof value.currency === "string" ? value.currency : null;
}

/** A refusal that names the field as the filter does. */
export function refusal(path: FieldPath, code: string, message: string): DomainError {
  const sentence = `${path.field.label} ${message}.`;
  return new DomainError("bad_request", `The filter can't be used: ${sentence}`, {
    problems: [{ field: path.text, code, message: sentence }],
  });
}

function comparisonOf(path: FieldPath): Comparison {
  return fieldTypeOf(path.field).comparison;
}

/** The form that the type gives its values, such as an address of mail in lower case; what has none is sought as it is. */
function textOperand(path: FieldPath, value: FieldValue): Operand {
  const { storage } = path.field;
  if (storage.kind === "native" && NATIVE_UUID_COLUMNS.has(storage.column)) return idOperand(path, value);
  const text = sought(path, value);
  const parsed = fieldTypeOf(path.field).parse(text, {});
  return parsed.ok && typeof parsed.value === "string" ? parsed.value : text;
}

function sought(path: FieldPath, value: FieldValue): string {
  if (typeof value !== "string" || value === "") throw refusal(path, "bad_value", "must be compared with text");
  if (!isStorableText(value)) throw refusal(path, "bad_characters", "can't hold such characters");
  if (value.length > OPERAND_TEXT_LIMIT) throw refusal(path, "too_long", "is never that long");
  return value;
}

function numberOperand(path: FieldPath, value: FieldValue): Operand {
  const parsed = typeof value === "string" ? numberField.fromCsv(value, {}) : numberField.parse(value, {});
  if (parsed.ok && typeof parsed.value === "number") return parsed.value;
  throw refusal(path, "bad_number", parsed.ok ? "needs a number to compare with" : parsed.message);
}

function amountOf(value: FieldValue): FieldValue {
  return typeof value === "object" && value !== null && "amount" in value ? value.amount : value;
}

function momentOperand(path: FieldPath, value: FieldValue): Operand {
  const instant = typeof value === "string" ? canonicalInstant(value) : null;
  if (instant === null)
    throw refusal(
      path,
      "bad_date_time",
      "must be compared with a day, or a time with a zone such as 2026-02-28T09:30:00Z",
    );
  return instant;
}

function idOperand(path: FieldPath, value: FieldValue): Operand {
  const id = canonicalUuid(value);
  if (id === null) throw refusal(path, "bad_id", "must be compared with one of its choices");
  return id;
}
