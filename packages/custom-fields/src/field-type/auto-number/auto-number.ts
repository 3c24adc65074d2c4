import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import { behaviourOf, accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";
import { numberField } from "../number/number.ts";

/** A number that each new record gets in turn, shown as prefix and padded digits. The database gives it. */
export const autoNumberField: FieldTypeModule = {
  ...behaviourOf(numberField),
  type: "autoNumber",
  label: "Auto-number",
  form: "serial",
  formulaInput: "number",
  guessRank: null,
  search: ({ prefix, padding }) => ({ kind: "serial", prefix, padding }),
  numbered: true,
  canBeUnique: false,
  computed: true,
  configKeys: ["prefix", "padding", "startAt"],
  checkConfig: () => [],
  parse: (value) => parseWhole(value),
  toCsv: (value, config) => (typeof value === "number" ? autoNumberText(value, config) : ""),
  fromCsv: readAutoNumber,
  apiSchema: () => ({ type: "integer", minimum: 0, readOnly: true }),
};

/** How a number is shown: `INV-00042`. */
export function autoNumberText(value: number, config: FieldConfig): string {
  return `${config.prefix ?? ""}${String(value).padStart(config.padding ?? 0, "0")}`;
}

function parseWhole(value: FieldValue): ParseResult {
  if (value === null || value === "") return accepted(null);
  if (Number.isSafeInteger(value) && Number(value) >= 0) return numberField.parse(value, {});
  return refused("bad_number", "must be a whole number");
}

/** With or without the prefix, as people type it. */
function readAutoNumber(text: string, config: FieldConfig): ParseResult {
  const trimmed = text.trim();
  if (trimmed === "") return accepted(null);
  const prefix = config.prefix ?? "";
  const digits = prefix !== "" && trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : trimmed;
  return /^\d{1,15}$/.test(digits) ? parseWhole(Number(digits)) : refused("bad_number", "must be a whole number");
}
