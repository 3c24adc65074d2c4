import { DomainError, type EntityType, type Filter, type Problem } from "@catalyst/contracts";
import { assertFilterLimits, checkCondition, conditionsOf } from "./filter-condition.ts";
import type { FilterScope } from "./filter-path.ts";

/**
 * Every field that a filter needs, as `companies.tier`, the relations of its paths too. Paths that lead nowhere any more
 * count as far as they go.
 */
export function fieldsOfFilter(scope: FilterScope, filter: Filter): readonly string[] {
  return [...new Set(conditionsOf(filter).flatMap(({ field }) => fieldsOfPath(scope, field.split("."))))];
}

/** What keeps a filter from being used, such as a field that is gone; empty when it can be. */
export function filterProblems(scope: FilterScope, filter: Filter): readonly Problem[] {
  return [
    ...problemsOf(() => assertFilterLimits(filter)),
    ...conditionsOf(filter).flatMap((condition) => problemsOf(() => checkCondition(scope, condition))),
  ];
}

function fieldsOfPath(scope: FilterScope, keys: readonly string[]): readonly string[] {
  const fields: string[] = [];
  let entityType: EntityType | undefined = scope.entityType;
  for (const key of keys) {
    if (entityType === undefined) return fields;
    fields.push(`${entityType.key}.${key}`);
    entityType = scope.entityTypes?.get(targetOf(entityType, key));
  }
  return fields;
}

function targetOf(entityType: EntityType, key: string): string {
  return entityType.fields.find((field) => field.key === key)?.config.targetEntityType ?? "";
}

function problemsOf(check: () => unknown): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.problems.length > 0 ? error.problems : [{ field: "filter", code: "unusable", message: error.message }];
  }
}
