import type { FieldConfig, Problem } from "@catalyst/contracts";
import { behaviourOf, NOT_SEARCHED, type FieldTypeModule } from "../field-type-module.ts";
import { numberField } from "../number/number.ts";

/** Stars of a rating when its settings say nothing, and at most. */
export const RATING_DEFAULT_MAX = 5;
export const RATING_LIMIT = 10;

/** A whole number of stars, from 1 to the field's maximum. */
export const ratingField: FieldTypeModule = {
  ...behaviourOf(numberField),
  type: "rating",
  label: "Rating",
  form: "number",
  formulaInput: "number",
  guessRank: null,
  search: NOT_SEARCHED,
  numbered: false,
  canBeUnique: false,
  configKeys: ["max"],
  checkConfig: checkRating,
  parse: (value, config) => numberField.parse(value, limits(config)),
  fromCsv: (text, config) => numberField.fromCsv(text, limits(config)),
  apiSchema: (config) => numberField.apiSchema(limits(config)),
};

/** The most stars that a rating field has. */
export function ratingMax(config: FieldConfig): number {
  return typeof config.max === "number" ? config.max : RATING_DEFAULT_MAX;
}

function limits(config: FieldConfig): FieldConfig {
  return { min: 1, max: ratingMax(config), decimals: 0 };
}

function checkRating({ max }: FieldConfig): readonly Problem[] {
  if (max === undefined || (Number.isInteger(max) && Number(max) >= 2 && Number(max) <= RATING_LIMIT)) return [];
  const message = `A rating has from 2 to ${RATING_LIMIT} stars.`;
  return [{ field: "config.max", code: "bad_number", message }];
}
