import type { EntityType, PrincipalId } from "@catalyst/contracts";
import type { FilterScope } from "@catalyst/custom-fields";
import { clockOf, type Metadata } from "../metadata/metadata.ts";

/** What a person's filters over an entity type are read against. */
export function scopeOf(metadata: Metadata, entityType: EntityType, me: PrincipalId): FilterScope {
  return { entityType, entityTypes: metadata.entityTypes, clock: clockOf(metadata, me), me };
}

/** What the tenant's own filters are read against, such as those of workflows: nobody is "me". */
export function tenantScope(metadata: Metadata, entityType: EntityType): FilterScope {
  const clock = { now: new Date().toISOString(), ...metadata.calendar };
  return { entityType, entityTypes: metadata.entityTypes, clock };
}
