import { PrincipalId, ROLES, TeamId, TenantId, type Role } from "@catalyst/contracts";
import type { IdentityDatabase } from "./identity-database.ts";

/** Who is signed in, and what they are in their active tenant now; read from the database on every request. */
export type Session = {
  readonly token: string;
  readonly user: { readonly id: PrincipalId; readonly name: string; readonly email: string };
  /** Null: no tenant is active, or the person is no longer a member of it. */
  readonly membership: {
    readonly tenantId: TenantId;
    readonly tenantName: string;
    readonly tenantSlug: string;
    readonly role: Role;
    readonly teamIds: readonly TeamId[];
  } | null;
  /** When the session's life was last extended. */
  readonly updatedAt: Date;
};

type SessionRow = {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly updated_at: Date;
  readonly tenant_id: string | null;
  readonly tenant_name: string | null;
  readonly tenant_slug: string | null;
  readonly role: string | null;
  readonly team_ids: readonly string[] | null;
};

/*
 * One statement over unique keys: session_token_key, user_pkey, member_organizationId_userId_key, teamMember_userId_idx.
 * The session only names a tenant; membership proves it, so removing a member or changing a role counts at once.
 */
const RESOLVE = `
  select u.id as user_id, u.name, u.email, s."updatedAt" as updated_at, o.id as tenant_id, o.name as tenant_name, o.slug as tenant_slug, m.role,
    (select array_agg(tm."teamId"::text) from identity."teamMember" tm join identity.team t on t.id = tm."teamId"
     where tm."userId" = u.id and t."organizationId" = o.id) as team_ids
  from identity.session s
  join identity."user" u on u.id = s."userId"
  left join identity.member m on m."userId" = u.id and m."organizationId" = s."activeOrganizationId"::uuid
  left join identity.organization o on o.id = m."organizationId"
  where s.token = $1 and s."expiresAt" > now()`;

/** Reads the session of a token, or null when there is none or it has ended. */
export async function resolveSession(identity: IdentityDatabase, token: string): Promise<Session | null> {
  const result = await identity.query<SessionRow>("resolve-session", RESOLVE, [token]);
  const row = result.rows[0];
  if (row === undefined) return null;
  return {
    token,
    user: { id: PrincipalId.parse(row.user_id), name: row.name, email: row.email },
    membership: toMembership(row),
    updatedAt: row.updated_at,
  };
}

function toMembership(row: SessionRow): Session["membership"] {
  const role = ROLES.find((known) => known === row.role);
  if (row.tenant_id === null || role === undefined) return null;
  return {
    tenantId: TenantId.parse(row.tenant_id),
    tenantName: row.tenant_name ?? "",
    tenantSlug: row.tenant_slug ?? "",
    role,
    teamIds: (row.team_ids ?? []).map((id) => TeamId.parse(id)),
  };
}
