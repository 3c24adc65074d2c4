import { PrincipalId, ROLES, TenantId, type SessionOutput } from "@catalyst/contracts";
import type { IdentityDatabase } from "../auth/identity-database.ts";
import type { Session } from "../auth/resolve-session.ts";
import { keepsMails, type ServerConfig } from "../config.ts";

type MembershipRow = { readonly id: string; readonly name: string; readonly slug: string; readonly role: string };

const MEMBERSHIPS = `
  select o.id, o.name, o.slug, m.role from identity.member m join identity.organization o on o.id = m."organizationId"
  where m."userId" = $1 order by o.name, o.id`;

/** What the console shows of a session: the person, the active tenant and the others that they may enter. */
export async function describeSession(
  session: Session,
  identity: IdentityDatabase,
  config: ServerConfig,
): Promise<SessionOutput> {
  const { rows } = await identity.query<MembershipRow>("memberships", MEMBERSHIPS, [session.user.id]);
  const { membership } = session;
  return {
    user: { ...session.user, id: PrincipalId.parse(session.user.id) },
    tenant:
      membership === null
        ? null
        : { id: membership.tenantId, name: membership.tenantName, slug: membership.tenantSlug },
    role: membership?.role ?? null,
    memberships: rows.flatMap(toMembership),
    developmentMailbox: keepsMails(config),
  };
}

function toMembership(row: MembershipRow): SessionOutput["memberships"] {
  const role = ROLES.find((known) => known === row.role);
  return role === undefined ? [] : [{ tenantId: TenantId.parse(row.id), name: row.name, slug: row.slug, role }];
}
