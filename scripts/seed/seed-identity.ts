import { hashPassword } from "../../apps/server/src/auth/password-hash.ts";
import {
  PrincipalId,
  type Principal,
  ROLE_SCOPE,
  type Role,
  TeamId,
  TenantId,
} from "../../packages/contracts/src/index.ts";
import { DEMO_PASSWORD, type DemoTenant } from "./demo-tenants.ts";
import type { Draw } from "./seeded-random.ts";

/** The part of a connection that is used: one of role `catalyst_auth`. */
type AuthConnection = { query(text: string, values: readonly unknown[]): Promise<unknown> };

/** A tenant with its people, as the data that follows needs them. */
export type SeededTenant = { readonly tenant: DemoTenant; readonly principals: Readonly<Record<Role, Principal>> };

/** Makes organisation, users, memberships and a sales team; the database projects them into the tenant. */
export async function seedIdentity(auth: AuthConnection, tenant: DemoTenant, draw: Draw): Promise<SeededTenant> {
  const tenantId = TenantId.parse(draw.id());
  const teamId = TeamId.parse(draw.id());
  await auth.query(
    `insert into identity."organization" ("id", "name", "slug", "createdAt") values ($1, $2, $3, now())`,
    [tenantId, tenant.name, tenant.slug],
  );
  await auth.query(
    `insert into identity."team" ("id", "name", "memberCount", "organizationId", "createdAt") values ($1, 'Sales', 2, $2, now())`,
    [teamId, tenantId],
  );
  const principal = async (role: Role): Promise<Principal> => {
    const teamIds = role === "sales" || role === "manager" ? [teamId] : [];
    return await seedMember(auth, { tenant, tenantId, role, teamIds, principalId: PrincipalId.parse(draw.id()) });
  };
  const principals = {
    admin: await principal("admin"),
    manager: await principal("manager"),
    sales: await principal("sales"),
    read_only: await principal("read_only"),
  };
  for (const guest of tenant.guests) {
    await auth.query(
      `insert into identity."member" ("organizationId", "userId", "role", "createdAt") select $1, u."id", $3, now() from identity."user" u where u."email" = $2`,
      [tenantId, guest.email, guest.role],
    );
  }
  return { tenant, principals };
}

type NewMember = Pick<Principal, "tenantId" | "principalId" | "role" | "teamIds"> & { readonly tenant: DemoTenant };

async function seedMember(auth: AuthConnection, member: NewMember): Promise<Principal> {
  const { tenant, ...principal } = member;
  const person = tenant.members.find((candidate) => candidate.role === member.role);
  if (!person) throw new Error(`The demo tenant ${tenant.slug} has no ${member.role}`);
  await auth.query(`insert into identity."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)`, [
    member.principalId,
    person.name,
    person.email,
  ]);
  await auth.query(
    `insert into identity."account" ("accountId", "providerId", "userId", "password", "updatedAt") values ($1::uuid::text, 'credential', $1, $2, now())`,
    [member.principalId, await hashPassword(DEMO_PASSWORD)],
  );
  await auth.query(
    `insert into identity."member" ("organizationId", "userId", "role", "createdAt") values ($1, $2, $3, now())`,
    [member.tenantId, member.principalId, member.role],
  );
  for (const teamId of member.teamIds)
    await auth.query(`insert into identity."teamMember" ("teamId", "userId", "createdAt") values ($1, $2, now())`, [
      teamId,
      member.principalId,
    ]);
  return { ...principal, scope: ROLE_SCOPE[member.role], scopeByEntityType: {} };
}
