import type { FieldDefinition, FieldType, FieldValue } from "@catalyst/contracts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is wrong with a fixed value for a field, or null. The record service checks again when the step runs. */
export function literalProblem(field: FieldDefinition, value: FieldValue): string | null {
  if (value === null) return field.required ? `${field.label} is required.` : null;
  switch (field.type) {
    case "text":
    case "longText":
    case "email":
    case "phone":
    case "url":
      return typeof value === "string" ? null : `${field.label} takes a text.`;
    case "number":
    case "percent":
    case "rating":
      return typeof value === "number" ? null : `${field.label} takes a number.`;
    case "boolean":
      return typeof value === "boolean" ? null : `${field.label} takes yes or no.`;
    case "date":
      return typeof value === "string" && DATE.test(value) ? null : `${field.label} takes a date.`;
    case "dateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value))
        ? null
        : `${field.label} takes a date with time.`;
    case "select":
      return optionProblem(field, value);
    case "multiSelect":
      if (!Array.isArray(value)) return `${field.label} takes a list of choices.`;
      return value.map((id) => optionProblem(field, id)).find((problem) => problem !== null) ?? null;
    case "currency":
      return typeof value === "number" || isMap(value) ? null : `${field.label} takes an amount with a currency.`;
    case "address":
      return isMap(value) ? null : `${field.label} takes an address in parts.`;
    case "json":
      return null;
    case "autoNumber":
    case "formula":
    case "rollup":
      return `${field.label} is computed and can't be written.`;
    case "user":
    case "relation":
      return [value].flat().every((id) => typeof id === "string" && GUID.test(id))
        ? null
        : `${field.label} takes a choice from its list.`;
  }
}

function isMap(value: FieldValue): boolean {
  return typeof value === "object" && !Array.isArray(value);
}

function optionProblem(field: FieldDefinition, value: FieldValue): string | null {
  const option = (field.config.options ?? []).find((candidate) => candidate.id === value);
  if (option === undefined) return `${field.label} has no such option.`;
  return option.archived ? `${option.label} is an archived option of ${field.label}.` : null;
}

/** CEL types that a field of each type can take; `dyn` is known only when the step runs. */
const ACCEPTED_TYPES: Readonly<Record<FieldType, readonly string[]>> = {
  text: ["string"],
  longText: ["string"],
  email: ["string"],
  phone: ["string"],
  url: ["string"],
  number: ["int", "double", "uint"],
  currency: ["map", "map<string, dyn>", "int", "double", "uint"],
  percent: ["int", "double", "uint"],
  rating: ["int", "double", "uint"],
  boolean: ["bool"],
  date: ["string"],
  dateTime: ["string", "google.protobuf.Timestamp"],
  select: ["string"],
  multiSelect: ["list<string>", "list"],
  address: ["map", "map<string, dyn>", "map<string, string>"],
  json: ["string", "bool", "int", "double", "uint", "list", "map"],
  autoNumber: [],
  formula: [],
  rollup: [],
  user: ["string"],
  relation: ["string", "list<string>", "list"],
};

/** Whether a formula's type can't be right for a field. */
export function formulaTypeProblem(field: FieldDefinition, celType: string): string | null {
  if (celType.startsWith("dyn") || celType === "null" || ACCEPTED_TYPES[field.type].includes(celType)) return null;
  return `The formula gives ${celType}; ${field.label} can't take that.`;
}
