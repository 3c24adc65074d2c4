import { VALUE_DEPTH_LIMIT, type FieldConfig, type FieldValue } from "@catalyst/contracts";
import { jsonLoss } from "../../exact-json.ts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  WRITTEN_VALUE,
  type FieldTypeModule,
  type ParseResult,
} from "../field-type-module.ts";
import { DOCUMENT_OPERATORS } from "../operator-sets.ts";
import { isStorableText } from "../text-rules.ts";

/** Longest JSON text of one value, in UTF-16 units: it travels with every read of its record. */
export const JSON_LIMIT = 20_000;

/** Any JSON. Its numbers and texts are kept exactly or refused, as everywhere. */
export const jsonField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "json",
  label: "JSON",
  form: "json",
  formulaInput: null,
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: null,
  canBeUnique: false,
  sortable: false,
  comparison: "document",
  operators: DOCUMENT_OPERATORS,
  workflowType: "any",
  configKeys: [],
  checkConfig: () => [],
  parse: parseJson,
  apiSchema: () => ({}),
  toCsv: (value) => (value === null ? "" : JSON.stringify(value)),
  fromCsv: readJson,
};

function readJson(text: string, config: FieldConfig): ParseResult {
  if (text.trim() === "") return accepted(null);
  if (text.length > JSON_LIMIT) return tooLong();
  try {
    const value: FieldValue = JSON.parse(text);
    return jsonLoss(text)?.code !== "inexact_number"
      ? parseJson(value, config)
      : refused("inexact_number", "holds a number with more digits than can be kept exactly");
  } catch {
    return refused("bad_json", "must be JSON");
  }
}

function parseJson(value: FieldValue, _config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  const problem = findProblem(value, { left: JSON_LIMIT, depth: 0 });
  if (problem !== null) return problem;
  return JSON.stringify(value).length > JSON_LIMIT ? tooLong() : accepted(value);
}

/** How much a walk may still look at, so that ten megabytes are refused as fast as ten bytes. */
type Budget = { left: number; readonly depth: number };

function findProblem(value: FieldValue, budget: Budget): ParseResult | null {
  budget.left -= typeof value === "string" ? value.length + 2 : 2;
  if (budget.left < 0) return tooLong();
  if (typeof value === "string")
    return isStorableText(value) ? null : refused("bad_characters", "holds characters that can't be stored");
  if (typeof value === "number") return numberProblem(value);
  if (typeof value !== "object" || value === null) return null;
  if (budget.depth >= VALUE_DEPTH_LIMIT) return refused("too_deep", `can nest at most ${VALUE_DEPTH_LIMIT} levels`);
  if (Object.hasOwn(value, "__proto__")) return refused("bad_key", "can't have __proto__ as a key");
  const parts: readonly FieldValue[] = Array.isArray(value) ? value : Object.entries(value).flat();
  const inside = { left: budget.left, depth: budget.depth + 1 };
  for (const part of parts) {
    const problem = findProblem(part, inside);
    if (problem !== null) return problem;
  }
  budget.left = inside.left;
  return null;
}

function numberProblem(value: number): ParseResult | null {
  if (!Number.isFinite(value)) return refused("bad_number", "holds a number that is not finite");
  return Object.is(value, -0) ? refused("bad_number", "can't hold minus zero") : null;
}

function tooLong(): ParseResult {
  return refused("too_long", `can have at most ${JSON_LIMIT} characters`);
}
