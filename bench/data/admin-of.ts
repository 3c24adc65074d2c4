import { PrincipalId, type Principal, ROLE_SCOPE, TenantId } from "@catalyst/contracts";
import type pg from "pg";
import { adminEmail } from "./plan.ts";

/** The admin of a bench tenant that was made before. */
export async function adminOf(admin: pg.ClientBase, slug: string): Promise<Principal> {
  const result = await admin.query<{ tenant_id: string; principal_id: string }>(
    `select m."organizationId" as tenant_id, m."userId" as principal_id from identity."member" m join identity."user" u on u.id = m."userId" where u.email = $1`,
    [adminEmail(slug)],
  );
  const tenantId = TenantId.parse(result.rows[0]?.tenant_id);
  const principalId = PrincipalId.parse(result.rows[0]?.principal_id);
  return { tenantId, principalId, role: "admin", teamIds: [], scope: ROLE_SCOPE.admin, scopeByEntityType: {} };
}
