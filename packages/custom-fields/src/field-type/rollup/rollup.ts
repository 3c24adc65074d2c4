import type { FieldConfig, Problem } from "@catalyst/contracts";
import { behaviourOf, NOT_SEARCHED, type FieldTypeModule } from "../field-type-module.ts";
import { numberField } from "../number/number.ts";
import { withResultTraits } from "../result-traits.ts";

/** Sums up the records that point to this one, by a durable job. */
export const rollupField: FieldTypeModule = {
  ...behaviourOf(numberField),
  type: "rollup",
  label: "Roll-up",
  form: "computed",
  formulaInput: "number",
  guessRank: null,
  search: NOT_SEARCHED,
  numbered: false,
  canBeUnique: false,
  computed: true,
  configKeys: ["rollup", "resultType", "decimals", "unit"],
  checkConfig: checkRollup,
  resolve: (config) => withResultTraits(rollupField, { ...config, resultType: config.resultType ?? "number" }),
};

function checkRollup({ rollup }: FieldConfig): readonly Problem[] {
  if (rollup === undefined)
    return [{ field: "config.rollup", code: "required", message: "Choose the relation that the roll-up looks at." }];
  if (rollup.function !== "count" && rollup.field === undefined)
    return [{ field: "config.rollup.field", code: "required", message: "Choose the field that is summed up." }];
  return [];
}
