import type { FieldState } from "@catalyst/custom-fields";
import type { EntityType } from "@catalyst/contracts";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import { useSession } from "../provider/session.ts";
import { fieldStates, ruleValues, watchedKeys } from "./field-states.ts";
import { sourceOf } from "./list-columns.ts";
import { useFilterClock } from "./use-filter-clock.ts";

/** What the form asks of each field that has rules, while somebody types. */
export function useFieldStates(entityType: EntityType): ReadonlyMap<string, FieldState> {
  const me = useSession().data?.user.id;
  const clock = useFilterClock() ?? undefined;
  const keys = useMemo(() => watchedKeys(entityType), [entityType]);
  const values: unknown = useWatch({ name: keys.map((key) => sourceOfKey(entityType, key)) });
  return fieldStates({ entityType, me, clock }, ruleValues(keys, Array.isArray(values) ? values : []));
}

function sourceOfKey(entityType: EntityType, key: string): string {
  const field = entityType.fields.find((candidate) => candidate.key === key);
  return field ? sourceOf(field) : `fields.${key}`;
}
