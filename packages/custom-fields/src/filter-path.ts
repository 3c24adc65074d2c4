import {
  DomainError,
  PATH_HOP_LIMIT,
  type EntityType,
  type FieldDefinition,
  type PrincipalId,
} from "@catalyst/contracts";
import type { FilterClock } from "./filter-clock.ts";
import { fieldTypeOf } from "./registry.ts";
import { requireField } from "./resolve-column.ts";

/** What a filter is read against. What is left out can't be used in it: paths, relative dates, "me". */
export type FilterScope = {
  readonly entityType: EntityType;
  /** Where relation paths lead, by key. */
  readonly entityTypes?: ReadonlyMap<string, EntityType> | undefined;
  readonly clock?: FilterClock | undefined;
  readonly me?: PrincipalId | undefined;
};

/** One relation on the way to a field, and the entity type behind it. */
export type PathHop = { readonly relation: FieldDefinition; readonly target: EntityType };

/** A condition's field, and the relations that lead to it; none for a field of the record itself. */
export type FieldPath = {
  /** As the filter names it, such as `company.industry`. */
  readonly text: string;
  readonly hops: readonly PathHop[];
  readonly entityType: EntityType;
  readonly field: FieldDefinition;
};

/** The field that a condition names, or a `bad_request` that repeats the path. */
export function resolvePath(scope: FilterScope, text: string): FieldPath {
  const keys = text.split(".");
  const last = keys.pop() ?? "";
  if (keys.length > PATH_HOP_LIMIT) throw unusable(text, `A path can follow at most ${PATH_HOP_LIMIT} relations.`);
  const hops: PathHop[] = [];
  let entityType = scope.entityType;
  for (const key of keys) {
    const hop = follow(scope, entityType, { key, text });
    hops.push(hop);
    entityType = hop.target;
  }
  return { text, hops, entityType, field: fieldOf(entityType, last, text) };
}

function follow(scope: FilterScope, entityType: EntityType, step: { key: string; text: string }): PathHop {
  const relation = fieldOf(entityType, step.key, step.text);
  if (fieldTypeOf(relation).comparison !== "relation")
    throw unusable(step.text, `${relation.label} is no relation, so it has no fields of its own.`);
  const target = scope.entityTypes?.get(relation.config.targetEntityType ?? "");
  if (target === undefined) throw unusable(step.text, `Fields of ${relation.label} can't be used here.`);
  return { relation, target };
}

/** Refusals name the whole path, since a key alone may be of several entity types. */
function fieldOf(entityType: EntityType, key: string, text: string): FieldDefinition {
  try {
    return requireField(entityType, key);
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    throw new DomainError(cause.code, cause.message, {
      problems: cause.problems.map((problem) => ({ ...problem, field: text })),
    });
  }
}

function unusable(text: string, message: string): DomainError {
  return new DomainError("bad_request", `The filter can't be used: ${message}`, {
    problems: [{ field: text, code: "bad_path", message }],
  });
}
