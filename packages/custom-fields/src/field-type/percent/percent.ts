import type { FieldTypeModule } from "../field-type-module.ts";
import { numberField } from "../number/number.ts";

/** A share in per cent, kept as people say it: 12.5 means 12.5 %. */
export const percentField: FieldTypeModule = {
  ...numberField,
  type: "percent",
  label: "Percent",
  canBeUnique: false,
  configKeys: ["min", "max", "decimals"],
  fromCsv: (text, config) => numberField.fromCsv(text.trim().replace(/\s*%$/, ""), config),
};
