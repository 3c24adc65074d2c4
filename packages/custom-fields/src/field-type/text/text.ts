import { WRITTEN_VALUE, type FieldTypeModule } from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { checkTextConfig, parseText, textSchema } from "../text-rules.ts";
import { TEXT_OPERATORS } from "../operator-sets.ts";

/** Longest value of a one-line text, in UTF-16 units. */
export const TEXT_LIMIT = 1_000;

/** One line of text; kept exactly as given. */
export const textField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "text",
  label: "Text",
  form: "text",
  formulaInput: "text",
  guessRank: null,
  search: ({ searchable }) => (searchable === true ? { kind: "prose" } : null),
  slotKind: "text",
  canBeUnique: true,
  sortable: true,
  comparison: "text",
  operators: TEXT_OPERATORS,
  workflowType: "string",
  configKeys: ["minLength", "maxLength", "pattern", "searchable"],
  checkConfig: (config) => checkTextConfig(config, TEXT_LIMIT),
  parse: (value, config) => parseText(value, config, TEXT_LIMIT),
  toCsv: plainText,
  apiSchema: (config) => textSchema(config, TEXT_LIMIT),
  fromCsv: (text, config) => parseText(text, config, TEXT_LIMIT),
};
