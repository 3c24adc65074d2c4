import type { FieldDefinition, FieldValue, PrincipalId } from "@catalyst/contracts";
import { canonicalInstant } from "./field-type/date/calendar.ts";
import type { DynamicDefault } from "./field-type/field-type-module.ts";
import { today, type FilterClock } from "./filter-clock.ts";
import { fieldTypeOf } from "./registry.ts";

/** What a dynamic default stands for. */
export type DefaultSource = { readonly clock?: FilterClock | undefined; readonly me?: PrincipalId | undefined };

/** The value that a new record gets in a field for which none is given. */
export function defaultValueOf(field: FieldDefinition, source: DefaultSource): FieldValue {
  const dynamic = dynamicDefault(field);
  return dynamic === null ? field.defaultValue : resolve(dynamic, source);
}

/** The dynamic default of a field, or null when its default is a plain value. */
export function dynamicDefault(
  field: Pick<FieldDefinition, "type" | "config" | "defaultValue">,
): DynamicDefault | null {
  const offered = fieldTypeOf(field).dynamicDefaults ?? [];
  return offered.find((candidate) => candidate === field.defaultValue) ?? null;
}

function resolve(dynamic: DynamicDefault, { clock, me }: DefaultSource): FieldValue {
  switch (dynamic) {
    case "today":
      return clock === undefined ? null : today(clock);
    case "now":
      return clock === undefined ? null : canonicalInstant(clock.now);
    case "me":
      return me ?? null;
  }
}
