import type { EntityType, ViewId } from "@catalyst/contracts";

/** Where the table keeps the columns of a list, for each view apart. */
export function tableKey(entityType: EntityType, viewId: ViewId | undefined): string {
  return `${entityType.key}.${viewId ?? "datatable"}`;
}
