import { PATH_HOP_LIMIT, type EntityType, type FieldDefinition } from "@catalyst/contracts";

/** A condition's field with the relations that lead to it, as people read it. */
export type NamedPath = {
  readonly field: FieldDefinition;
  /** Labels from the record outwards; the field's own is the last. */
  readonly labels: readonly string[];
};

/** The field that a path leads to, or null when a part of it is gone. Pure. */
export function namedPath(entityType: EntityType, entityTypes: readonly EntityType[], path: string): NamedPath | null {
  const labels: string[] = [];
  let current: EntityType | undefined = entityType;
  let field: FieldDefinition | undefined;
  for (const key of path.split(".")) {
    field = current?.fields.find((candidate) => candidate.key === key);
    if (field === undefined) return null;
    labels.push(field.label);
    const target: string | undefined = field.config.targetEntityType;
    current = entityTypes.find((candidate) => candidate.key === target);
  }
  return field === undefined ? null : { field, labels };
}

/** Whether the fields behind a relation can be reached from a path of so many relations. */
export function canFollow(field: FieldDefinition, hops: number): boolean {
  return field.storage.kind === "links" && hops < PATH_HOP_LIMIT;
}

/** Whether filters on a field read all records of its type. */
export function isSlow(field: FieldDefinition): boolean {
  return field.storage.kind === "values" && field.indexState !== "ready";
}
