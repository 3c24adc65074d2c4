import type { FieldConfig, FieldValue, Problem, SelectOption } from "@catalyst/contracts";
import { accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";

/** One of the field's options, kept by the option's id. Archived options still read, but can't be chosen anew. */
export const selectField: FieldTypeModule = {
  type: "select",
  label: "Choice",
  slotKind: "text",
  canBeUnique: false,
  sortable: true,
  comparison: "text",
  operators: ["equals", "notEquals", "in", "notIn", "isEmpty", "isNotEmpty"],
  workflowType: "string",
  configKeys: ["options"],
  checkConfig: checkOptions,
  parse: parseOption,
  toCsv: (value, config) =>
    value === null ? "" : (optionsOf(config).find((option) => option.id === value)?.label ?? String(value)),
  fromCsv: (text, config) => {
    const wanted = text.trim();
    if (wanted === "") return accepted(null);
    const option = optionsOf(config).find((candidate) => candidate.id === wanted || sameLabel(candidate.label, wanted));
    return option === undefined
      ? refused("unknown_option", "is not one of the choices")
      : parseOption(option.id, config);
  },
};

function optionsOf(config: FieldConfig): readonly SelectOption[] {
  return config.options ?? [];
}

function sameLabel(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.toLowerCase();
}

function parseOption(value: FieldValue, config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  const option = optionsOf(config).find((candidate) => candidate.id === value);
  if (option === undefined) return refused("unknown_option", "is not one of the choices");
  return option.archived ? refused("archived_option", "is a choice that is no longer offered") : accepted(option.id);
}

function checkOptions(config: FieldConfig): readonly Problem[] {
  const options = optionsOf(config);
  if (options.length === 0)
    return [{ field: "config.options", code: "required", message: "A choice needs at least one option." }];
  const ids = new Set(options.map((option) => option.id));
  const labels = new Set(options.map((option) => option.label.toLowerCase()));
  if (ids.size < options.length || labels.size < options.length)
    return [{ field: "config.options", code: "duplicate", message: "Two options have the same id or label." }];
  return [];
}
