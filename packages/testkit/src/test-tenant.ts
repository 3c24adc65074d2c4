import { randomBytes, randomUUID } from "node:crypto";
import { PrincipalId, ROLE_SCOPE, ROLES, TeamId, TenantId, type Principal, type Role } from "@catalyst/contracts";
import type { TestDatabase } from "./test-database.ts";

/** A furnished tenant with one member of each role; the sales user is in the one team. */
export type TestTenant = {
  readonly tenantId: TenantId;
  readonly teamId: TeamId;
  readonly principals: Readonly<Record<Role, Principal>>;
};

/** Makes a tenant as identity would: an organisation, its members and a team, projected by the database's own triggers. */
export async function testTenant(db: TestDatabase): Promise<TestTenant> {
  const tenantId = TenantId.parse(randomUUID());
  const teamId = TeamId.parse(randomUUID());
  const slug = `tenant-${randomBytes(4).toString("hex")}`;
  await db.adminQuery(
    `insert into identity."organization" ("id", "name", "slug", "createdAt") values ($1, $2, $2, now())`,
    [tenantId, slug],
  );
  await db.adminQuery(
    `insert into identity."team" ("id", "name", "memberCount", "organizationId", "createdAt") values ($1, 'Sales', 1, $2, now())`,
    [teamId, tenantId],
  );
  const principal = (role: Role): Promise<Principal> =>
    testMember(db, { tenantId, role, teamIds: role === "sales" ? [teamId] : [] });
  const [admin, manager, sales, readOnly] = [
    await principal("admin"),
    await principal("manager"),
    await principal("sales"),
    await principal("read_only"),
  ];
  return { tenantId, teamId, principals: { admin, manager, sales, read_only: readOnly } };
}

/** Adds one more member with a role. */
export async function testMember(
  db: TestDatabase,
  member: Pick<Principal, "tenantId" | "role" | "teamIds">,
): Promise<Principal> {
  const principalId = PrincipalId.parse(randomUUID());
  const name = `${member.role} ${ROLES.indexOf(member.role)}`;
  await db.adminQuery(
    `insert into identity."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)`,
    [principalId, name, `${principalId}@example.test`],
  );
  await db.adminQuery(
    `insert into identity."member" ("organizationId", "userId", "role", "createdAt") values ($1, $2, $3, now())`,
    [member.tenantId, principalId, member.role],
  );
  for (const teamId of member.teamIds)
    await db.adminQuery(`insert into identity."teamMember" ("teamId", "userId") values ($1, $2)`, [
      teamId,
      principalId,
    ]);
  return { ...member, principalId, scope: ROLE_SCOPE[member.role], scopeByEntityType: {} };
}
