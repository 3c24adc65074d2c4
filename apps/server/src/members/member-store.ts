import {
  assert,
  DomainError,
  PrincipalId,
  ROLES,
  TeamId,
  type MemberSummary,
  type Role,
  type TenantId,
} from "@catalyst/contracts";
import { toDomainError } from "@catalyst/db";
import type pg from "pg";
import type { IdentityDatabase } from "../auth/identity-database.ts";

/** One person in one tenant. */
export type MemberKey = { readonly tenantId: TenantId; readonly principalId: PrincipalId };

type MemberRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly created_at: Date;
  readonly teams: readonly { readonly id: string; readonly name: string }[] | null;
};

const MEMBERS = `
  select u.id, u.name, u.email, m.role, m."createdAt" as created_at,
    (select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
     from identity."teamMember" tm join identity.team t on t.id = tm."teamId"
     where tm."userId" = u.id and t."organizationId" = m."organizationId") as teams
  from identity.member m join identity."user" u on u.id = m."userId"
  where m."organizationId" = $1 and ($2::uuid is null or m."userId" = $2)
  order by u.name, u.id`;

// Changes of one tenant's members wait for each other: two admins who demote each other can't both be last.
const LOCK_TENANT = "select 1 from identity.organization where id = $1 for update";
const COUNT_ADMINS = `select count(*)::int as count from identity.member where "organizationId" = $1 and role = 'admin' and "userId" <> $2`;
const SET_ROLE = `update identity.member set role = $3 where "organizationId" = $1 and "userId" = $2`;
const LEAVE_TEAMS = `
  delete from identity."teamMember" tm using identity.team t
  where t.id = tm."teamId" and t."organizationId" = $1 and tm."userId" = $2`;
const REMOVE = `delete from identity.member where "organizationId" = $1 and "userId" = $2`;

/** All members of a tenant, by name. */
export async function listMembers(identity: IdentityDatabase, tenantId: TenantId): Promise<MemberSummary[]> {
  const { rows } = await identity.pool.query<MemberRow>(MEMBERS, [tenantId, null]);
  return rows.map(toSummary);
}

/**
 * Gives a member another role; it counts from their next request on.
 * @throws DomainError `not_found`; `conflict` for the last admin.
 */
export async function changeRole(
  identity: IdentityDatabase,
  key: MemberKey,
  role: Role,
): Promise<{ readonly before: MemberSummary; readonly after: MemberSummary }> {
  return inTransaction(identity, async (client) => {
    const before = await lockMember(client, key);
    if (role !== "admin") await assertAdminRemains(client, key, before);
    await client.query(SET_ROLE, [key.tenantId, key.principalId, role]);
    return { before, after: { ...before, role } };
  });
}

/**
 * Takes a person out of the tenant and its teams; their sessions lose access with the next request.
 * @throws DomainError `not_found`; `conflict` for the last admin.
 */
export async function removeMember(identity: IdentityDatabase, key: MemberKey): Promise<MemberSummary> {
  return inTransaction(identity, async (client) => {
    const before = await lockMember(client, key);
    await assertAdminRemains(client, key, before);
    await client.query(LEAVE_TEAMS, [key.tenantId, key.principalId]);
    await client.query(REMOVE, [key.tenantId, key.principalId]);
    return before;
  });
}

async function lockMember(client: pg.PoolClient, key: MemberKey): Promise<MemberSummary> {
  await client.query(LOCK_TENANT, [key.tenantId]);
  const { rows } = await client.query<MemberRow>(MEMBERS, [key.tenantId, key.principalId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such member.");
  return toSummary(row);
}

async function assertAdminRemains(client: pg.PoolClient, key: MemberKey, member: MemberSummary): Promise<void> {
  if (member.role !== "admin") return;
  const { rows } = await client.query<{ count: number }>(COUNT_ADMINS, [key.tenantId, key.principalId]);
  if (rows[0]?.count === 0)
    throw new DomainError("conflict", "This is the last admin. Make somebody else an admin first.");
}

async function inTransaction<T>(identity: IdentityDatabase, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await identity.pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw toDomainError(error);
  } finally {
    client.release();
  }
}

function toSummary(row: MemberRow): MemberSummary {
  const role = ROLES.find((known) => known === row.role);
  assert(role !== undefined, "the database holds known roles only");
  return {
    principalId: PrincipalId.parse(row.id),
    name: row.name,
    email: row.email,
    role,
    teams: (row.teams ?? []).map((team) => ({ id: TeamId.parse(team.id), name: team.name })),
    createdAt: row.created_at.toISOString(),
  };
}
