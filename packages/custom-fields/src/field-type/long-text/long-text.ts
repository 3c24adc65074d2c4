import { NOT_SEARCHED, WRITTEN_VALUE, type FieldTypeModule } from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { checkTextConfig, parseText, textSchema } from "../text-rules.ts";
import { LONG_TEXT_OPERATORS } from "../operator-sets.ts";

/** Longest value, in UTF-16 units: a body stays well under the request limit. */
export const LONG_TEXT_LIMIT = 100_000;

/** Text of many lines. Too long for an index, so it has no slot and no sort. */
export const longTextField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "longText",
  label: "Long text",
  form: "text",
  formulaInput: "text",
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: null,
  canBeUnique: false,
  sortable: false,
  comparison: "text",
  operators: LONG_TEXT_OPERATORS,
  workflowType: "string",
  configKeys: ["minLength", "maxLength", "pattern"],
  checkConfig: (config) => checkTextConfig(config, LONG_TEXT_LIMIT),
  parse: (value, config) => parseText(value, config, LONG_TEXT_LIMIT),
  toCsv: plainText,
  apiSchema: (config) => textSchema(config, LONG_TEXT_LIMIT),
  fromCsv: (text, config) => parseText(text, config, LONG_TEXT_LIMIT),
};
