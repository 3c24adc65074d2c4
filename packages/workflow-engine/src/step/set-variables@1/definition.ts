import { z } from "zod";
import { FieldExpressions } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

const NAME = /^[a-zA-Z]\w{0,40}$/;

export const SetVariablesConfig = z.strictObject({ values: FieldExpressions });
export type SetVariablesConfig = z.infer<typeof SetVariablesConfig>;

/** Computes values once, for later steps. */
export const setVariablesType = defineStepType<SetVariablesConfig>({
  type: "set_variables@1",
  label: "Set variables",
  description: "Computes values that later steps use.",
  group: "logic",
  icon: "variable",
  kind: "control",
  action: null,
  form: [{ key: "values", label: "Variables", kind: "namedValues", required: true, help: "A name and a value each." }],
  initialConfig: { values: {} },
  schema: SetVariablesConfig,
  validate: ({ values }, validation) => {
    if (Object.keys(values).length === 0)
      validation.error({ code: "nothing_to_write", path: "values", message: "Set at least one variable." });
    for (const [name, value] of Object.entries(values)) {
      if (!NAME.test(name))
        validation.error({
          code: "variable_name",
          path: `values.${name}`,
          message: `"${name}" is no name for a variable.`,
        });
      validation.value(`values.${name}`, value, null);
    }
  },
  replay: () => "natural",
  outputs: ({ values }) => Object.keys(values).map((name) => ({ path: name, label: name, type: "json" })),
});
