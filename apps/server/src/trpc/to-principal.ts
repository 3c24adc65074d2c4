import { DomainError, ROLE_SCOPE, type Principal } from "@catalyst/contracts";
import type { Session } from "../auth/resolve-session.ts";

/** Who acts, by the membership that the session is in. @throws DomainError forbidden, without one */
export function toPrincipal(session: Session | null): Principal {
  const membership = session?.membership ?? null;
  if (session === null || membership === null) {
    throw new DomainError("forbidden", "You are not a member of this tenant. Choose another one.");
  }
  return {
    tenantId: membership.tenantId,
    principalId: session.user.id,
    role: membership.role,
    scope: ROLE_SCOPE[membership.role],
    scopeByEntityType: {},
    teamIds: membership.teamIds,
  };
}
