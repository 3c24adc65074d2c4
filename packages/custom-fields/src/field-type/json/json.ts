import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import { accepted, type FieldTypeModule, type ParseResult, refused, WRITTEN_VALUE } from "../field-type-module.ts";
import { decimalProblem } from "../number/decimal.ts";
import { isStorableText } from "../text-rules.ts";
import { DOCUMENT_OPERATORS } from "../operator-sets.ts";

/** Longest JSON text of one value, in UTF-16 units: it travels with every read of its record. */
export const JSON_LIMIT = 20_000;

/** Any JSON. Its numbers and texts are kept exactly or refused, as everywhere. */
export const jsonField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "json",
  label: "JSON",
  slotKind: null,
  canBeUnique: false,
  sortable: false,
  comparison: "document",
  operators: DOCUMENT_OPERATORS,
  workflowType: "map",
  configKeys: [],
  checkConfig: () => [],
  parse: parseJson,
  apiSchema: () => ({}),
  toCsv: (value) => (value === null ? "" : JSON.stringify(value)),
  fromCsv: (text, config) => {
    if (text.trim() === "") return accepted(null);
    try {
      return parseJson(JSON.parse(text), config);
    } catch {
      return refused("bad_json", "must be JSON");
    }
  },
};

function parseJson(value: FieldValue, _config: FieldConfig): ParseResult {
  if (value === null) return accepted(null);
  const problem = findProblem(value);
  if (problem !== null) return problem;
  return JSON.stringify(value).length > JSON_LIMIT
    ? refused("too_long", `can have at most ${JSON_LIMIT} characters`)
    : accepted(value);
}

function findProblem(value: FieldValue): ParseResult | null {
  if (typeof value === "string")
    return isStorableText(value) ? null : refused("bad_characters", "holds characters that can't be stored");
  if (typeof value === "number") {
    const problem = Object.is(value, -0) ? "can't hold minus zero" : decimalProblem(value);
    return problem === null ? null : refused("bad_number", `holds a number that ${problem}`);
  }
  if (typeof value !== "object" || value === null) return null;
  const parts: readonly FieldValue[] = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of parts) {
    const problem = findProblem(part);
    if (problem !== null) return problem;
  }
  return null;
}
