import { PrincipalId, type EntityTypeKey, type WorkflowId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { AssignStrategy } from "@catalyst/workflow-engine";

/** Among whom, and for which step, which takes turns of its own. */
export type PrincipalChoice = {
  readonly strategy: AssignStrategy;
  readonly principalIds: readonly PrincipalId[];
  readonly entityType: EntityTypeKey;
  readonly workflowId: WorkflowId;
  readonly stepKey: string;
};

const ACTIVE =
  "select principal_id from crm.principals where tenant_id = $1 and principal_id = any($2::uuid[]) and active";
/** Takes turns; runs that take one at the same time wait for each other's commit. */
const NEXT_TURN = `
  insert into crm.workflow_turns as t (tenant_id, workflow_id, step_key) values ($1, $2, $3)
  on conflict (tenant_id, workflow_id, step_key) do update set taken = t.taken + 1 returning taken::int as taken`;
// Counted to 10,000 each: whoever has more has plenty.
const LOADS = `
  select p.id as principal_id, (select count(*)::int from (select 1 from crm.records r
    where r.tenant_id = $1 and r.entity_type = $3 and r.owner_id = p.id and r.deleted_at is null limit 10000) counted) as load
  from unnest($2::uuid[]) with ordinality as p(id, place) order by load, p.place limit 1`;

/** One of several people who are active members: the next in turn, or who has the fewest records. Null: nobody is. */
export async function choosePrincipal(tx: TenantTransaction, choice: PrincipalChoice): Promise<PrincipalId | null> {
  const { tenantId } = tx.principal;
  const active = await tx.query<{ principal_id: string }>("active-principals", ACTIVE, [tenantId, choice.principalIds]);
  const known = new Set(active.rows.map((row) => row.principal_id));
  const people = choice.principalIds.filter((id) => known.has(id));
  if (people.length === 0) return null;
  if (choice.strategy === "least_loaded") return await leastLoaded(tx, choice.entityType, people);
  const turn = await tx.query<{ taken: number }>("next-turn", NEXT_TURN, [tenantId, choice.workflowId, choice.stepKey]);
  return people[((turn.rows[0]?.taken ?? 1) - 1) % people.length] ?? null;
}

async function leastLoaded(
  tx: TenantTransaction,
  entityType: EntityTypeKey,
  people: readonly PrincipalId[],
): Promise<PrincipalId | null> {
  const values = [tx.principal.tenantId, people, entityType];
  const { rows } = await tx.query<{ principal_id: string }>("least-loaded", LOADS, values);
  return rows[0] === undefined ? null : PrincipalId.parse(rows[0].principal_id);
}
