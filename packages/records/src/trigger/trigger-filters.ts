import type { Metadata } from "../metadata/metadata.ts";
import { tenantScope } from "../read/filter-scope.ts";
import type { RecordChanges } from "../ports.ts";

/** Changes with what the filters of triggers are read against: the tenant's own calendar, whoever makes the change. */
export function withFilterScope(metadata: Metadata, changes: RecordChanges): RecordChanges {
  return {
    ...changes,
    filterScope: (key) => {
      const entityType = metadata.entityTypes.get(key);
      return entityType === undefined ? null : tenantScope(metadata, entityType);
    },
  };
}
