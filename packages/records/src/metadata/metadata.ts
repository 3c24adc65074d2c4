import { DomainError, type EntityType, type FieldDefinition, type PrincipalId, type TeamId } from "@catalyst/contracts";
import type { PublishedTrigger } from "@catalyst/workflow-engine";

/** One slot that is in use, in whatever state: it counts against the quota. */
export type SlotAssignment = {
  readonly entityType: string;
  readonly slot: string;
  readonly fieldKey: string;
  readonly state: "building" | "ready" | "releasing" | "quarantined";
};

/** A tenant's metadata at one version, as the record service works with it. Never changed once made. */
export type Metadata = {
  readonly version: number;
  /** Entity types in display order; archived ones left out. */
  readonly entityTypes: ReadonlyMap<string, EntityType>;
  /** Every custom field, archived ones too, with the key of its entity type. */
  readonly customFields: readonly FieldDefinition[];
  readonly slots: readonly SlotAssignment[];
  readonly principals: readonly { readonly id: PrincipalId; readonly name: string; readonly active: boolean }[];
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  /** Pipeline of each stage, by stage id. */
  readonly stagePipelines: ReadonlyMap<string, string>;
  /** Triggers of live versions of enabled workflows; any change of them raises the version. */
  readonly triggers: readonly PublishedTrigger[];
};

/** The entity type of a key, or `not_found`. */
export function requireEntityType(metadata: Metadata, key: string): EntityType {
  const entityType = metadata.entityTypes.get(key);
  if (entityType === undefined) throw new DomainError("not_found", "There is no such entity type.");
  return entityType;
}

/** The relation fields of an entity type, by field id. */
export function relationFields(entityType: EntityType): ReadonlyMap<string, FieldDefinition> {
  const relations = entityType.fields.filter((field) => field.storage.kind === "links");
  return new Map(relations.map((field) => [field.fieldId ?? "", field]));
}
