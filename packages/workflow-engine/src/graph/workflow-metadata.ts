import type { EntityType, FieldDefinition, PrincipalId, TriggerType, WorkflowId, Role } from "@catalyst/contracts";
import type { WorkflowLinks } from "./workflow-links.ts";

/** What of a tenant's metadata a workflow is checked against; `TenantMetadata` fits. */
export type WorkflowMetadata = {
  readonly entityTypes: readonly EntityType[];
  readonly principals: readonly { readonly id: PrincipalId; readonly name: string; readonly active: boolean }[];
  /** Workflows of the tenant, as far as calls go; left out where they are not known, such as while somebody types. */
  readonly workflows?: readonly KnownWorkflow[];
  /** Role of whoever publishes it; left out where nobody is about to. */
  readonly publisherRole?: Role;
  /** The workflow that is checked. */
  readonly workflowId?: string;
};

/** What calls need to know of another workflow; `triggerType` null: it is not live. */
export type KnownWorkflow = {
  readonly workflowId: WorkflowId;
  readonly name: string;
  readonly triggerType: TriggerType | null;
  readonly links: WorkflowLinks;
};

/** An entity type by its key. */
export function findEntityType(metadata: WorkflowMetadata, key: string): EntityType | undefined {
  return metadata.entityTypes.find((entityType) => entityType.key === key);
}

/** A field of an entity type that is in use. */
export function findField(entityType: EntityType, key: string): FieldDefinition | undefined {
  return entityType.fields.find((field) => field.key === key && field.archivedAt === null);
}
