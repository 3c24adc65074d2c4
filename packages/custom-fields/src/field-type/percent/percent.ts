import { behaviourOf, NOT_SEARCHED, type FieldTypeModule } from "../field-type-module.ts";
import { numberField } from "../number/number.ts";

/** A share in per cent, kept as people say it: 12.5 means 12.5 %. */
export const percentField: FieldTypeModule = {
  ...behaviourOf(numberField),
  type: "percent",
  label: "Percent",
  form: "number",
  formulaInput: "number",
  guessRank: null,
  search: NOT_SEARCHED,
  numbered: false,
  canBeUnique: false,
  configKeys: ["min", "max", "decimals"],
  fromCsv: (text, config) => numberField.fromCsv(text.trim().replace(/\s*%$/, ""), config),
};
