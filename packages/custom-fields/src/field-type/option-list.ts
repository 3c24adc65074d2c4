import { OPTION_LABEL_LIMIT, type FieldConfig, type Problem, type SelectOption } from "@catalyst/contracts";

/** No option is called by more, with blanks around it. */
const CELL_LIMIT = 2 * OPTION_LABEL_LIMIT;

/** The options of a choice field, archived ones too, in display order. */
export function optionsOf(config: FieldConfig): readonly SelectOption[] {
  return config.options ?? [];
}

/** The option that a cell names by id or label, without case. */
export function findOption(config: FieldConfig, text: string): SelectOption | undefined {
  if (text.length > CELL_LIMIT) return undefined;
  const wanted = text.trim();
  const byId = optionsOf(config).find((option) => option.id === wanted);
  return byId ?? optionsOf(config).find((option) => option.label.trim().toLowerCase() === wanted.toLowerCase());
}

/** Problems of a choice's options. */
export function checkOptions(config: FieldConfig): readonly Problem[] {
  const options = optionsOf(config);
  if (options.length === 0)
    return [{ field: "config.options", code: "required", message: "A choice needs at least one option." }];
  const ids = new Set(options.map((option) => option.id));
  const labels = new Set(options.map((option) => option.label.toLowerCase()));
  if (ids.size < options.length || labels.size < options.length)
    return [{ field: "config.options", code: "duplicate", message: "Two options have the same id or label." }];
  return [];
}
