import type { FieldConfig, FieldValue } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { checkOptions, findOption, optionsOf } from "../option-list.ts";
import { OPTIONS_OPERATORS } from "../operator-sets.ts";

/** Several of the field's options, as a list of their ids in the order of the options. */
export const multiSelectField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "multiSelect",
  label: "Several choices",
  form: "choices",
  formulaInput: "list",
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: null,
  canBeUnique: false,
  sortable: false,
  comparison: "options",
  operators: OPTIONS_OPERATORS,
  workflowType: "list",
  configKeys: ["options"],
  checkConfig: checkOptions,
  parse: parseOptions,
  apiSchema: (config) => ({
    type: "array",
    items: { type: "string", enum: optionsOf(config).map((option) => option.id) },
    uniqueItems: true,
  }),
  toCsv: (value, config) => (Array.isArray(value) ? value.map((id) => cellOf(String(id), config)).join("; ") : ""),
  fromCsv: readOptions,
};

function parseOptions(value: FieldValue, config: FieldConfig, stored: FieldValue = null): ParseResult {
  if (value === null || value === "") return accepted(null);
  if (!Array.isArray(value)) return refused("wrong_type", "must be a list of choices");
  const given = new Set<FieldValue>(value);
  const kept = new Set<FieldValue>(Array.isArray(stored) ? stored : []);
  if (given.size < value.length) return refused("duplicate", "names a choice twice");
  const options = optionsOf(config).filter((option) => given.has(option.id));
  if (options.length < given.size) return refused("unknown_option", "holds something that is not one of the choices");
  if (options.some((option) => option.archived && !kept.has(option.id)))
    return refused("archived_option", "holds a choice that is no longer offered");
  return accepted(options.length === 0 ? null : options.map((option) => option.id));
}

/** The label, or the id where the label could be read as something else. */
function cellOf(id: string, config: FieldConfig): string {
  const label = optionsOf(config).find((option) => option.id === id)?.label ?? id;
  return label.includes(";") || findOption(config, label)?.id !== id ? id : label;
}

function readOptions(text: string, config: FieldConfig): ParseResult {
  const parts = text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const options = parts.map((part) => findOption(config, part));
  if (options.includes(undefined)) return refused("unknown_option", "holds something that is not one of the choices");
  return parseOptions(
    options.flatMap((option) => option?.id ?? []),
    config,
  );
}
