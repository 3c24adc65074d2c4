import type { FieldDefinition, SelectOption } from "@catalyst/contracts";

/** One chosen option; without its definition where the field has lost it. */
export type ChosenOption = { readonly id: string; readonly option: SelectOption | undefined };

/** The options that a value names, in their own order, archived and lost ones too. Pure. */
export function chosenOptions(field: FieldDefinition, value: unknown): readonly ChosenOption[] {
  const options = field.config.options ?? [];
  const ids: readonly string[] = Array.isArray(value) ? value.map(String) : [];
  const known = options.filter((option) => ids.includes(option.id)).map((option) => ({ id: option.id, option }));
  const lost = ids.filter((id) => !options.some((option) => option.id === id));
  return [...known, ...lost.map((id) => ({ id, option: undefined }))];
}

/** What can be chosen: options that are offered, and those that the value has already. Pure. */
export function offeredOptions(field: FieldDefinition, value: unknown): readonly SelectOption[] {
  const kept = new Set(Array.isArray(value) ? value : [value]);
  return (field.config.options ?? []).filter((option) => !option.archived || kept.has(option.id));
}
