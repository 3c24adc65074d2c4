import { FIELD_TYPES, type FieldType } from "@catalyst/contracts";
import { TYPE_GROUPS } from "../../field/field-type-console.ts";
import { FIELD_TYPE_CONSOLES, OFFERED_TYPES } from "../../field/registry.ts";

/** Types in the groups that people look for them in. */
export const GROUPED_TYPES = TYPE_GROUPS.map((group) => ({
  group,
  types: OFFERED_TYPES.filter((type) => FIELD_TYPE_CONSOLES[type].group === group),
}));

/** The type of a text from an input; anything unknown is text. Pure. */
export function typeOf(text: string): FieldType {
  return FIELD_TYPES.find((type) => type === text) ?? "text";
}
