import type { FieldDefinition } from "@catalyst/contracts";

/** The key under which `records.values` holds a field's value: its own, until its type has changed. */
export function valuesKey(field: Pick<FieldDefinition, "key" | "storage">): string {
  return field.storage.kind === "values" ? (field.storage.key ?? field.key) : field.key;
}

/** What keys inside `values` look like: a field's key, and after a change of type a number behind `~`. */
export const VALUES_KEY = /^[a-zA-Z][a-zA-Z0-9_]{0,62}(~[0-9]{1,9})?$/;

/** Place of a formula's error beside its value: a text while the value can't be computed. `!` is in no key that people choose. */
export function errorKey(field: Pick<FieldDefinition, "key" | "storage">): string {
  return `${valuesKey(field)}!`;
}
