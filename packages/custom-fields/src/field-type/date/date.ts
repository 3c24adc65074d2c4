import type { FieldConfig, FieldValue, Problem } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { isCalendarDate } from "./calendar.ts";
import { DAY_OPERATORS } from "../operator-sets.ts";

/** A day without a time or zone, `YYYY-MM-DD`. */
export const dateField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "date",
  label: "Date",
  form: "day",
  formulaInput: "time",
  guessRank: 2,
  search: NOT_SEARCHED,
  slotKind: "time",
  canBeUnique: false,
  sortable: true,
  comparison: "date",
  operators: DAY_OPERATORS,
  workflowType: "date",
  dynamicDefaults: ["today"],
  configKeys: ["min", "max"],
  checkConfig: checkDateConfig,
  parse: parseDate,
  apiSchema: () => ({ type: "string", format: "date" }),
  toCsv: plainText,
  fromCsv: (text, config) => parseDate(text.trim(), config),
};

function parseDate(value: FieldValue, config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  if (typeof value !== "string" || !isCalendarDate(value))
    return refused("bad_date", "must be a day of the calendar such as 2026-02-28");
  if (typeof config.min === "string" && value < config.min)
    return refused("too_small", `can't be before ${config.min}`);
  if (typeof config.max === "string" && value > config.max) return refused("too_big", `can't be after ${config.max}`);
  return accepted(value);
}

function checkDateConfig(config: FieldConfig): readonly Problem[] {
  return (["min", "max"] as const).flatMap((key) => {
    const bound = config[key];
    if (bound === undefined || (typeof bound === "string" && isCalendarDate(bound))) return [];
    return [{ field: `config.${key}`, code: "bad_date", message: "The limit must be a date such as 2026-02-28." }];
  });
}
