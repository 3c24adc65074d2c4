import type { FieldValue } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { isStorableText } from "../text-rules.ts";
import { isCountryCode } from "./country-code.ts";
import { DOCUMENT_OPERATORS } from "../operator-sets.ts";

/** Parts of an address in the order of its CSV form; all of them may be missing. */
export const ADDRESS_PARTS = ["street", "city", "region", "postalCode", "country"] as const;
const PART_LIMIT = 200;
/** Every part at its longest, each character marked. */
const CSV_LIMIT = 5 * (2 * PART_LIMIT + 2);
type Parts = { readonly [key: string]: FieldValue };

/** A postal address in parts; the country is a code of ISO 3166, such as DE. */
export const addressField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "address",
  label: "Address",
  form: "address",
  formulaInput: { street: "text", city: "text", region: "text", postalCode: "text", country: "text" },
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: null,
  canBeUnique: false,
  sortable: false,
  comparison: "document",
  operators: DOCUMENT_OPERATORS,
  workflowType: "map",
  parts: [
    { key: "street", label: "Street", type: "text" },
    { key: "city", label: "City", type: "text" },
    { key: "region", label: "Region", type: "text" },
    { key: "postalCode", label: "Postal code", type: "text" },
    { key: "country", label: "Country", type: "text" },
  ],
  configKeys: [],
  checkConfig: () => [],
  parse: parseAddress,
  apiSchema: () => ({
    type: "object",
    properties: {
      ...Object.fromEntries(ADDRESS_PARTS.map((part) => [part, { type: "string", maxLength: PART_LIMIT }])),
      country: { type: "string", pattern: "^[A-Z]{2}$" },
    },
    additionalProperties: false,
  }),
  toCsv: writeAddress,
  fromCsv: readAddress,
};

function isParts(value: FieldValue): value is Parts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseAddress(value: FieldValue): ParseResult {
  if (value === null || value === "") return accepted(null);
  if (!isParts(value)) return refused("wrong_type", "must be an address in parts");
  if (Object.keys(value).some((key) => !(ADDRESS_PARTS as readonly string[]).includes(key)))
    return refused("wrong_type", `has parts other than ${ADDRESS_PARTS.join(", ")}`);
  const parts: Record<string, string> = {};
  for (const part of ADDRESS_PARTS) {
    const text = Object.hasOwn(value, part) ? (value[part] ?? null) : null;
    const problem = partProblem(part, text);
    if (problem !== null) return problem;
    if (typeof text === "string" && text.trim() !== "") parts[part] = text;
  }
  return accepted(Object.keys(parts).length === 0 ? null : parts);
}

function partProblem(part: string, text: FieldValue): ParseResult | null {
  if (text === null || text === "") return null;
  if (typeof text !== "string") return refused("wrong_type", `needs a text as ${part}`);
  if (text.length > PART_LIMIT) return refused("too_long", `can have at most ${PART_LIMIT} characters in ${part}`);
  if (!isStorableText(text)) return refused("bad_characters", `holds characters in ${part} that can't be stored`);
  if (part === "country" && !isCountryCode(text))
    return refused("bad_country", "needs a country code of two letters such as DE");
  return null;
}

/** Commas and backslashes of a part, marked by a backslash. */
function escaped(text: string): string {
  return text.replace(/[\\,]/g, (mark) => `\\${mark}`);
}

function writeAddress(value: FieldValue): string {
  if (!isParts(value)) return "";
  const cells = ADDRESS_PARTS.map((part) => escaped(plainText(value[part])));
  return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1).join(", ");
}

/** Parts in their order, between commas; a backslash makes the next character plain. */
function readAddress(text: string): ParseResult {
  if (text.trim() === "") return accepted(null);
  if (text.length > CSV_LIMIT) return refused("too_long", `can have at most ${PART_LIMIT} characters in each part`);
  const cells = splitCells(text);
  return cells.length > ADDRESS_PARTS.length
    ? refused("bad_address", `must be ${ADDRESS_PARTS.join(", ")} between commas`)
    : parseAddress(Object.fromEntries(cells.map((cell, index) => [ADDRESS_PARTS[index] ?? "", cell])));
}

function splitCells(text: string): readonly string[] {
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (mark === "\\") {
      at += 1;
      cell += text.charAt(at);
    } else if (mark === ",") {
      cells.push(cell);
      cell = "";
      if (text.charAt(at + 1) === " ") at += 1;
    } else cell += mark;
  }
  return [...cells, cell];
}
