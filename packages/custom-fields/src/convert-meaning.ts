import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import type { ValueForm } from "./convert-forms.ts";
import { isCalendarDate } from "./field-type/date/calendar.ts";
import { readDecimal, writeDecimal } from "./field-type/number/decimal.ts";

/** What a value says, whatever its type; parts that it does not say are left out. */
export type Meaning = {
  readonly text: string;
  readonly number?: number | undefined;
  readonly currency?: string | undefined;
  readonly boolean?: boolean | undefined;
  readonly day?: string | undefined;
  readonly instant?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly personId?: string | undefined;
  readonly address?: FieldValue | undefined;
  readonly json: FieldValue;
};

/** What reading takes: the field's settings and the names of people by id. */
export type ReadingContext = { readonly config: FieldConfig; readonly people: ReadonlyMap<string, string> };

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/;
const AMOUNT = /^(\S+)\s+([A-Z]{3})$/;
const LINES = ["street", "postalCode", "city", "region", "country"] as const;

/** Reads a stored value that is not empty. Values that do not fit their form mean their text only. */
export function meaningOf(form: ValueForm, value: FieldValue, context: ReadingContext): Meaning {
  switch (form) {
    case "text":
      return ofText(plainText(value));
    case "number":
    case "serial":
      return typeof value === "number" ? ofNumber(value) : ofText(plainText(value));
    case "amount":
      return ofAmount(value);
    case "boolean":
      return {
        text: value === true ? "Yes" : "No",
        boolean: value === true,
        number: value === true ? 1 : 0,
        json: value,
      };
    case "day":
    case "instant":
      return { ...ofText(plainText(value)), json: value };
    case "choice":
      return ofText(labelOf(value, context.config));
    case "choices":
      return ofLabels((Array.isArray(value) ? value : [value]).map((item) => labelOf(item, context.config)));
    case "person":
      return ofPerson(plainText(value), context.people);
    case "address":
      return { text: addressText(value), address: value, json: value };
    case "json":
      return ofJson(value);
    case "link":
    case "computed":
      return { text: plainText(value), json: value };
  }
}

/** Text of a value as people would write it down. */
export function plainText(value: FieldValue): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? writeDecimal(value) : JSON.stringify(value);
}

function ofText(text: string): Meaning {
  const trimmed = text.trim();
  const amount = AMOUNT.exec(trimmed);
  const instant = INSTANT.exec(trimmed);
  const day = instant?.[1] ?? trimmed;
  return {
    text,
    number: readDecimal(amount?.[1] ?? trimmed) ?? undefined,
    currency: amount?.[2],
    boolean: WORDS[trimmed.toLowerCase()],
    day: isCalendarDate(day) ? day : undefined,
    instant: instant !== null ? trimmed : isCalendarDate(trimmed) ? `${trimmed}T00:00:00.000Z` : undefined,
    labels: trimmed === "" ? [] : [trimmed],
    json: text,
  };
}

function ofNumber(value: number): Meaning {
  const text = writeDecimal(value);
  return {
    text,
    number: value,
    boolean: value === 1 ? true : value === 0 ? false : undefined,
    labels: [text],
    json: value,
  };
}

function ofAmount(value: FieldValue): Meaning {
  const { amount, currency } = partsOf(value);
  if (typeof amount !== "number" || typeof currency !== "string") return ofText(plainText(value));
  return { text: `${writeDecimal(amount)} ${currency}`, number: amount, currency, json: value };
}

function ofLabels(labels: readonly string[]): Meaning {
  return { text: labels.join("; "), labels, json: labels };
}

function ofPerson(id: string, people: ReadonlyMap<string, string>): Meaning {
  const name = people.get(id) ?? id;
  return { text: name, labels: [name], personId: id, json: id };
}

function addressText(value: FieldValue): string {
  const parts = partsOf(value);
  return LINES.flatMap((line) => (typeof parts[line] === "string" && parts[line] !== "" ? [parts[line]] : [])).join(
    ", ",
  );
}

function ofJson(value: FieldValue): Meaning {
  if (typeof value === "string") return ofText(value);
  if (typeof value === "number") return ofNumber(value);
  if (typeof value === "boolean") return { ...ofText(String(value)), json: value };
  const labels = Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
  const { amount, currency } = partsOf(value);
  return {
    text: JSON.stringify(value),
    number: typeof amount === "number" ? amount : undefined,
    currency: typeof currency === "string" ? currency : undefined,
    labels,
    address: labels === undefined ? value : undefined,
    json: value,
  };
}

function partsOf(value: FieldValue): Readonly<Record<string, FieldValue>> {
  return isDocument(value) ? value : {};
}

function isDocument(value: FieldValue): value is { readonly [key: string]: FieldValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function labelOf(value: FieldValue, config: FieldConfig): string {
  return (config.options ?? []).find((option) => option.id === value)?.label ?? plainText(value);
}
