import type { EntityType, FieldDefinition, FieldValue, FieldValues, Filter } from "@catalyst/contracts";
import { fieldState, type FieldState, type FilterScope } from "@catalyst/custom-fields";

/** Fields whose visibility or requirement depends on others. Pure. */
export function ruledFields(entityType: EntityType): readonly FieldDefinition[] {
  return entityType.fields.filter((field) => field.visibleWhen !== null || field.requiredWhen !== null);
}

/** Keys of the fields that rules look at: only they need watching. Pure. */
export function watchedKeys(entityType: EntityType): readonly string[] {
  const keys = ruledFields(entityType).flatMap((field) => [field.visibleWhen, field.requiredWhen].flatMap(keysOf));
  return [...new Set(keys)];
}

/** The state of each field that has rules, by its key, as the server decides it. Pure. */
export function fieldStates(scope: FilterScope, values: FieldValues): ReadonlyMap<string, FieldState> {
  return new Map(ruledFields(scope.entityType).map((field) => [field.key, fieldState(scope, field, values)]));
}

function keysOf(filter: Filter | null): readonly string[] {
  if (filter === null) return [];
  return filter.kind === "condition" ? [filter.field] : filter.filters.flatMap(keysOf);
}

/** A form's values as rules read them: empty texts are empty. Pure. */
export function ruleValues(keys: readonly string[], values: readonly unknown[]): FieldValues {
  return Object.fromEntries(
    keys.map((key, index) => [key, values[index] === "" ? null : ((values[index] ?? null) as FieldValue)]),
  );
}
