import type { EntityType, EntityTypeKey, FieldDefinition } from "@catalyst/contracts";

/** A relation as it is seen from the records that it points to. */
export type InverseRelation = {
  /** The relation field, and the entity type whose records have it. */
  readonly field: FieldDefinition;
  readonly entityType: EntityType;
  readonly label: string;
};

/**
 * Relations of all entity types that point to one, in display order: what its records show as related lists. Named by
 * the field's own label for the other side, else by the entity type, with the field where two would be named alike. Pure.
 */
export function inverseRelations(
  entityTypes: readonly EntityType[],
  target: EntityTypeKey,
): readonly InverseRelation[] {
  const found = entityTypes.flatMap((entityType) =>
    entityType.fields
      .filter((field) => field.storage.kind === "links" && field.config.targetEntityType === target)
      .map((field) => ({ field, entityType, label: field.config.inverseLabel ?? entityType.labelPlural })),
  );
  const times = new Map<string, number>();
  for (const { label } of found) times.set(label, (times.get(label) ?? 0) + 1);
  return found.map((relation) =>
    times.get(relation.label) === 1 ? relation : { ...relation, label: `${relation.label} (${relation.field.label})` },
  );
}
