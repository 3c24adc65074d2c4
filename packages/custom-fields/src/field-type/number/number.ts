import type { FieldConfig, FieldValue, Problem } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type JsonSchema,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { decimalProblem, decimalsOf, readDecimal, writeDecimal } from "./decimal.ts";
import { NUMBER_OPERATORS } from "../operator-sets.ts";

/** A decimal of at most 15 significant digits. -0 is taken as 0, the only number that changes its form. */
export const numberField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "number",
  label: "Number",
  form: "number",
  formulaInput: "number",
  guessRank: 1,
  search: NOT_SEARCHED,
  slotKind: "number",
  canBeUnique: true,
  sortable: true,
  comparison: "number",
  operators: NUMBER_OPERATORS,
  workflowType: "number",
  configKeys: ["min", "max", "decimals", "unit"],
  checkConfig: checkNumberConfig,
  parse: parseNumber,
  apiSchema: numberSchema,
  toCsv: (value) => (typeof value === "number" ? writeDecimal(value) : ""),
  fromCsv: readNumber,
};

/** A number written as text: a cell, or what a filter is given. */
export function readNumber(text: string, config: FieldConfig): ParseResult {
  if (text.trim() === "") return accepted(null);
  const value = readDecimal(text.trim());
  return value === null
    ? refused("bad_number", "must be a plain decimal number of at most 15 digits")
    : parseNumber(value, config);
}

/** A number within the limits that a field's settings give. */
export function parseNumber(value: FieldValue, config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  if (typeof value !== "number") return refused("wrong_type", "must be a number");
  const problem = decimalProblem(value);
  if (problem !== null) return refused("bad_number", problem);
  if (config.decimals !== undefined && decimalsOf(value) > config.decimals)
    return refused("too_many_decimals", `can have at most ${config.decimals} decimals`);
  if (typeof config.min === "number" && value < config.min)
    return refused("too_small", `must be at least ${config.min}`);
  if (typeof config.max === "number" && value > config.max) return refused("too_big", `must be at most ${config.max}`);
  return accepted(value === 0 ? 0 : value);
}

/** JSON Schema of a number with its limits. */
export function numberSchema(config: FieldConfig): JsonSchema {
  return {
    type: config.decimals === 0 ? "integer" : "number",
    ...(typeof config.min === "number" ? { minimum: config.min } : {}),
    ...(typeof config.max === "number" ? { maximum: config.max } : {}),
  };
}

/** Problems of a number's limits. */
export function checkNumberConfig(config: FieldConfig): readonly Problem[] {
  const problems: Problem[] = [];
  for (const key of ["min", "max"] as const) {
    const bound = config[key];
    if (bound !== undefined && (typeof bound !== "number" || decimalProblem(bound) !== null))
      problems.push({
        field: `config.${key}`,
        code: "bad_number",
        message: "The limit must be a number of at most 15 digits.",
      });
  }
  if (typeof config.min === "number" && typeof config.max === "number" && config.min > config.max)
    problems.push({ field: "config.min", code: "too_big", message: "The smallest value is above the largest one." });
  return problems;
}
