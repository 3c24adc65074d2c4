import { type Condition, DomainError, type Filter } from "@catalyst/contracts";
import { assertFilterLimits, checkCondition, type FilterScope, resolvePath } from "@catalyst/custom-fields";
import { filterTexts } from "../step/filter-texts.ts";
import { findEntityType, type WorkflowMetadata } from "./workflow-metadata.ts";

/** Any moment will do: what a relative date means does not matter to whether it may stand there. */
const SOME_TIME = { now: "2026-01-01T00:00:00Z", timeZone: "UTC", weekStartsOn: 1 };

/** What is wrong with a filter over an entity type, or null. What slots will give is not known yet. */
export function filterProblem(metadata: WorkflowMetadata, key: string, filter: Filter): string | null {
  const entityType = findEntityType(metadata, key);
  if (entityType === undefined) return null;
  const entityTypes = new Map(metadata.entityTypes.map((type) => [type.key, type]));
  const scope: FilterScope = { entityType, entityTypes, clock: SOME_TIME };
  try {
    assertFilterLimits(filter);
    for (const condition of conditionsIn(filter)) {
      if (filterTexts(condition).length === 0) checkCondition(scope, condition);
      else resolvePath(scope, condition.field);
    }
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

function conditionsIn(filter: Filter): readonly Condition[] {
  return filter.kind === "condition" ? [filter] : filter.filters.flatMap(conditionsIn);
}
