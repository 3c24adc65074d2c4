import type { EntityType, FieldDefinition, PrincipalId } from "@catalyst/contracts";

/** What of a tenant's metadata a workflow is checked against; `TenantMetadata` fits. */
export type WorkflowMetadata = {
  readonly entityTypes: readonly EntityType[];
  readonly principals: readonly { readonly id: PrincipalId; readonly name: string; readonly active: boolean }[];
};

/** An entity type by its key. */
export function findEntityType(metadata: WorkflowMetadata, key: string): EntityType | undefined {
  return metadata.entityTypes.find((entityType) => entityType.key === key);
}

/** A field of an entity type that is in use. */
export function findField(entityType: EntityType, key: string): FieldDefinition | undefined {
  return entityType.fields.find((field) => field.key === key && field.archivedAt === null);
}
