import { type Principal, PrincipalId, ROLE_SCOPE, type Role, TeamId, type TenantId } from "@catalyst/contracts";
import type { Database } from "./database.ts";
import { withTenant } from "./with-tenant.ts";

/** How long a role is believed: a change of rights reaches running workflows this late. */
const TRUST_MS = 5_000;
/** Principals remembered at most. */
const CACHE_LIMIT = 10_000;

type PrincipalRow = { readonly role: Role; readonly active: boolean; readonly team_ids: readonly string[] };

const LOAD_PRINCIPAL = `
  select p.role, p.active, coalesce((select array_agg(m.team_id::text) from crm.team_members m where m.tenant_id = $1 and m.principal_id = $2), '{}') as team_ids
  from crm.principals p where p.tenant_id = $1 and p.principal_id = $2`;

/** Whom a run acts for. */
export type WhoRuns = { readonly tenantId: TenantId; readonly principalId: PrincipalId };

/** A principal with its rights of today; without any once it is no active member. */
export type RunPrincipal = { readonly principal: Principal; readonly active: boolean };

/** Finds whom a run or a job acts for. */
export type FindPrincipal = (who: WhoRuns) => Promise<RunPrincipal>;

const NOBODY = PrincipalId.parse("00000000-0000-0000-0000-000000000000");

/** Whom the upkeep of a tenant's data acts for: nobody, who sees everything and has no right to change it. */
export function upkeepPrincipal(tenantId: TenantId): Principal {
  return { tenantId, principalId: NOBODY, role: "read_only", scope: "all", scopeByEntityType: {}, teamIds: [] };
}

/** A short-lived cache over the tenant's members. */
export function principalFinder(database: Database, nowMs: () => number): FindPrincipal {
  const known = new Map<string, { readonly until: number; readonly principal: Promise<RunPrincipal> }>();
  return (who) => {
    const key = `${who.tenantId} ${who.principalId}`;
    const entry = known.get(key);
    if (entry !== undefined && entry.until > nowMs()) return entry.principal;
    if (known.size >= CACHE_LIMIT) known.clear();
    const principal = loadPrincipal(database, who);
    known.set(key, { until: nowMs() + TRUST_MS, principal });
    principal.catch(() => known.delete(key));
    return principal;
  };
}

/** Reads membership in the tenant's context, as a principal that may read and do nothing else. */
async function loadPrincipal(database: Database, who: WhoRuns): Promise<RunPrincipal> {
  const reader: Principal = { ...who, role: "read_only", scope: "all", scopeByEntityType: {}, teamIds: [] };
  const [row] = await withTenant(
    database,
    reader,
    async (tx) =>
      (await tx.query<PrincipalRow>("load-principal", LOAD_PRINCIPAL, [who.tenantId, who.principalId])).rows,
  );
  if (row === undefined || !row.active) return { principal: { ...reader, scope: "own" }, active: false };
  const teamIds = row.team_ids.map((id) => TeamId.parse(id));
  return { principal: { ...reader, role: row.role, scope: ROLE_SCOPE[row.role], teamIds }, active: true };
}
