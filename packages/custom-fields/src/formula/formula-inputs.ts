import type { FieldDefinition, FieldValue, FieldValues } from "@catalyst/contracts";
import { canonicalInstant, isCalendarDate } from "../field-type/date/calendar.ts";
import { fieldTypeOf, isRelation } from "../registry.ts";
import { CEL } from "./function/formula-function.ts";

/** A field as formulas read it. */
export type FormulaInput = {
  readonly field: FieldDefinition;
  /** Its name in formulas: the key, unless that is a word of the language. */
  readonly name: string;
  /** CEL type of its value, or of its parts. */
  readonly type: string | Readonly<Record<string, string>>;
};

/** Words that the language keeps for itself, whatever case a field's key has. */
const RESERVED = new Set(
  (
    "as break const continue else false for function if import in let loop null package namespace return true var void while " +
    "bool bytes double dyn int list map null_type optional string type uint google cel"
  ).split(" "),
);

/** The fields of an entity type that its formulas can read. */
export function formulaInputs(fields: readonly FieldDefinition[]): readonly FormulaInput[] {
  return fields.flatMap((field) => {
    const type = field.archivedAt === null ? typeOf(field) : null;
    return type === null ? [] : [{ field, name: nameOf(field.key), type }];
  });
}

/** Why formulas can't read a field, or null when they can. */
export function unreadable(field: FieldDefinition): string | null {
  if (field.archivedAt !== null) return `${field.label} is archived.`;
  if (typeOf(field) !== null) return null;
  if (isRelation(field))
    return `${field.label} is a relation: a formula reads fields of its own record. A roll-up sums up related records.`;
  if (field.storage.kind === "header")
    return `${field.label} is set while a record is saved, so formulas can't read it.`;
  return `${field.label} has no form that formulas can read.`;
}

/** The value of a field as CEL takes it. */
export function toCelValue(input: FormulaInput, values: FieldValues): unknown {
  const value = values[input.field.key] ?? null;
  if (typeof input.type !== "string") return partsOf(input.type, value);
  switch (input.type) {
    case CEL.truth:
      return value === true;
    case CEL.list:
      return Array.isArray(value) ? value : [];
    case CEL.time:
      return typeof value === "string" ? toInstant(value) : null;
    default:
      return value;
  }
}

function nameOf(key: string): string {
  return RESERVED.has(key) ? `field_${key}` : key;
}

/** Header fields are set by the statement that saves the record, so nothing computed before can know them. */
function typeOf(field: FieldDefinition): FormulaInput["type"] | null {
  if (field.storage.kind === "header") return null;
  const { formulaInput } = fieldTypeOf(field);
  if (formulaInput === null) return null;
  if (typeof formulaInput === "string") return CEL[formulaInput];
  return Object.fromEntries(Object.entries(formulaInput).map(([part, value]) => [part, CEL[value]]));
}

/** CEL types of what computed fields give. */
export const RESULT_CEL_TYPES = {
  text: CEL.text,
  number: CEL.number,
  boolean: CEL.truth,
  date: CEL.time,
  dateTime: CEL.time,
} as const;

function partsOf(parts: Readonly<Record<string, string>>, value: FieldValue): Readonly<Record<string, unknown>> {
  const own: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  return Object.fromEntries(Object.keys(parts).map((part) => [part, own[part] ?? null]));
}

function toInstant(text: string): Date | null {
  const instant = isCalendarDate(text) ? `${text}T00:00:00.000Z` : canonicalInstant(text);
  return instant === null ? null : new Date(instant);
}
