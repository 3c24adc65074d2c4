import type { Action } from "../permission.ts";
import type { EntityType, SlotUsage } from "../entity-type.ts";
import type { EntityTypeKey, PrincipalId, TeamId } from "../ids.ts";

/** `metadata.get`: all that the console generates its screens from. Any change of it raises `version`. */
export type TenantMetadata = {
  readonly version: number;
  readonly entityTypes: readonly EntityType[];
  readonly slotUsage: Readonly<Record<EntityTypeKey, readonly SlotUsage[]>>;
  readonly principals: readonly { readonly id: PrincipalId; readonly name: string; readonly active: boolean }[];
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  readonly actions: readonly Action[];
  /** Fields for each entity type at most. */
  readonly fieldLimit: number;
};
