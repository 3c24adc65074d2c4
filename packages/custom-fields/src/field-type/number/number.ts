import type { FieldConfig, FieldValue, Problem } from "@catalyst/contracts";
import { accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";
import { decimalProblem, decimalsOf, readDecimal, writeDecimal } from "./decimal.ts";

/** A decimal of at most 15 significant digits. -0 is taken as 0, the only number that changes its form. */
export const numberField: FieldTypeModule = {
  type: "number",
  label: "Number",
  slotKind: "number",
  canBeUnique: true,
  sortable: true,
  comparison: "number",
  operators: [
    "equals",
    "notEquals",
    "in",
    "notIn",
    "lessThan",
    "atMost",
    "greaterThan",
    "atLeast",
    "isEmpty",
    "isNotEmpty",
  ],
  workflowType: "number",
  configKeys: ["min", "max", "decimals", "unit"],
  checkConfig: checkNumberConfig,
  parse: parseNumber,
  toCsv: (value) => (typeof value === "number" ? writeDecimal(value) : ""),
  fromCsv: (text, config) => {
    if (text.trim() === "") return accepted(null);
    const value = readDecimal(text.trim());
    return value === null
      ? refused("bad_number", "must be a plain decimal number of at most 15 digits")
      : parseNumber(value, config);
  },
};

function parseNumber(value: FieldValue, config: FieldConfig): ParseResult {
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

function checkNumberConfig(config: FieldConfig): readonly Problem[] {
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
