import { z } from "zod";
import type { EntityTypeKey, PrincipalId, TeamId, TenantId } from "./ids.ts";

/** What a member may do; rights by role are decided in one place, `permission.ts`. */
export const ROLES = ["admin", "manager", "sales", "read_only"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Which records a principal sees: its own, its teams' and its own, or all of the tenant. */
export type RecordScope = "own" | "team" | "all";

/** Who acts, in which tenant, and how far they see. Goes into the sealed database context as it is. */
export type Principal = {
  readonly tenantId: TenantId;
  readonly principalId: PrincipalId;
  readonly role: Role;
  readonly scope: RecordScope;
  /** Entity types whose scope differs from `scope`. */
  readonly scopeByEntityType: Readonly<Partial<Record<EntityTypeKey, RecordScope>>>;
  readonly teamIds: readonly TeamId[];
};
