import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { checkOptions, findOption, optionsOf } from "../option-list.ts";
import { CHOICE_OPERATORS } from "../operator-sets.ts";

/** One of the field's options, kept by the option's id. Archived options still read, but can't be chosen anew. */
export const selectField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "select",
  label: "Choice",
  form: "choice",
  formulaInput: "text",
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: "text",
  canBeUnique: false,
  sortable: true,
  comparison: "text",
  operators: CHOICE_OPERATORS,
  workflowType: "string",
  configKeys: ["options"],
  checkConfig: checkOptions,
  parse: parseOption,
  apiSchema: (config) => ({ type: "string", enum: optionsOf(config).map((option) => option.id) }),
  toCsv: (value, config) =>
    value === null ? "" : (optionsOf(config).find((option) => option.id === value)?.label ?? plainText(value)),
  fromCsv: (text, config) => {
    if (text.trim() === "") return accepted(null);
    const option = findOption(config, text);
    return option === undefined
      ? refused("unknown_option", "is not one of the choices")
      : parseOption(option.id, config);
  },
};

function parseOption(value: FieldValue, config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  const option = optionsOf(config).find((candidate) => candidate.id === value);
  if (option === undefined) return refused("unknown_option", "is not one of the choices");
  return option.archived ? refused("archived_option", "is a choice that is no longer offered") : accepted(option.id);
}
