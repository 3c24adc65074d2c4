import { z } from "zod";
import { PrincipalId, TenantId } from "../ids.ts";
import { ROLES } from "../principal.ts";

/** `session.me`: who is signed in, where, and where else they may go. */
export const SessionOutput = z.object({
  user: z.object({ id: PrincipalId, name: z.string(), email: z.string() }),
  tenant: z.object({ id: TenantId, name: z.string(), slug: z.string() }).nullable(),
  role: z.enum(ROLES).nullable(),
  memberships: z.array(z.object({ tenantId: TenantId, name: z.string(), slug: z.string(), role: z.enum(ROLES) })),
  /** True while no mail provider is configured: the console then shows the mailbox. */
  developmentMailbox: z.boolean(),
});
export type SessionOutput = z.infer<typeof SessionOutput>;

export const SwitchTenantInput = z.strictObject({ tenantId: TenantId });
