import { behaviourOf, NOT_SEARCHED, type FieldTypeModule } from "../field-type-module.ts";
import { withResultTraits } from "../result-traits.ts";
import { textField } from "../text/text.ts";

/** Computed from other fields of the same record, in the transaction that changes one of them. */
export const formulaField: FieldTypeModule = {
  ...behaviourOf(textField),
  type: "formula",
  label: "Formula",
  form: "computed",
  formulaInput: "text",
  guessRank: null,
  search: NOT_SEARCHED,
  numbered: false,
  canBeUnique: false,
  computed: true,
  configKeys: ["expression", "resultType", "decimals", "unit"],
  checkConfig: ({ expression, resultType }) => [
    ...(expression === undefined || expression.trim() === ""
      ? [{ field: "config.expression", code: "required", message: "A formula needs an expression." }]
      : []),
    ...(resultType === undefined
      ? [{ field: "config.resultType", code: "required", message: "Choose what the formula gives." }]
      : []),
  ],
  resolve: (config) => withResultTraits(formulaField, config),
};
