import type { FieldConfig, ResultType } from "@catalyst/contracts";
import { booleanField } from "./boolean/boolean.ts";
import { dateTimeField } from "./date-time/date-time.ts";
import { dateField } from "./date/date.ts";
import type { FieldTypeModule } from "./field-type-module.ts";
import { numberField } from "./number/number.ts";
import { textField } from "./text/text.ts";

const RESULT_MODULES = {
  text: textField,
  number: numberField,
  boolean: booleanField,
  date: dateField,
  dateTime: dateTimeField,
} as const satisfies Record<ResultType, FieldTypeModule>;

/** A computed type's module with the traits of its result: a formula that gives numbers compares, sorts and shows like one. */
export function withResultTraits(computed: FieldTypeModule, config: FieldConfig): FieldTypeModule {
  const result = RESULT_MODULES[config.resultType ?? "text"];
  return {
    ...result,
    type: computed.type,
    label: computed.label,
    canBeUnique: false,
    computed: true,
    numbered: computed.numbered,
    form: computed.form,
    guessRank: computed.guessRank,
    search: (settings) => computed.search(settings),
    configKeys: computed.configKeys,
    checkConfig: (settings) => computed.checkConfig(settings),
    apiSchema: () => ({ ...result.apiSchema({}), readOnly: true }),
    parse: (value) => result.parse(value, {}),
    fromCsv: (text) => result.fromCsv(text, {}),
  };
}
