import { WorkflowId, type WorkflowGraph } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { type KnownWorkflow, linksOf, type WorkflowLinks } from "@catalyst/workflow-engine";

type KnownRow = { readonly workflow_id: string; readonly name: string; readonly version_id: string | null };
type Known = Pick<KnownWorkflow, "triggerType" | "links">;

const LIST = `
  select workflow_id, name, case when enabled then live_version_id end as version_id from crm.workflows
  where tenant_id = $1 order by workflow_id`;
const LOAD =
  "select version_id, graph from crm.workflow_versions where tenant_id = $1 and version_id = any($2::uuid[])";

/** Versions remembered at most: each is a few words. */
const CACHE_LIMIT = 10_000;
const NO_LINKS: WorkflowLinks = { calls: [], creates: [], startsOnCreated: null };

/** Reads all workflows of the tenant, with how their live versions start each other. */
export type KnownWorkflows = (tx: TenantTransaction) => Promise<readonly KnownWorkflow[]>;

/** Versions never change, so each is read once. Keys hold the tenant: an id alone must never open another tenant's version. */
export function knownWorkflows(): KnownWorkflows {
  const known = new Map<string, Known>();
  return async (tx) => {
    const { tenantId } = tx.principal;
    const { rows } = await tx.query<KnownRow>("known-workflows", LIST, [tenantId]);
    const keyOf = (versionId: string): string => `${tenantId} ${versionId}`;
    const missing = rows.flatMap(({ version_id: id }) => (id !== null && !known.has(keyOf(id)) ? [id] : []));
    if (known.size + missing.length > CACHE_LIMIT) known.clear();
    for (const { versionId, graph } of await loadGraphs(tx, missing))
      known.set(keyOf(versionId), { triggerType: graph.trigger.type, links: linksOf(graph) });
    return rows.map(({ workflow_id: id, name, version_id: versionId }) => {
      const live = versionId === null ? undefined : known.get(keyOf(versionId));
      return { workflowId: WorkflowId.parse(id), name, ...(live ?? { triggerType: null, links: NO_LINKS }) };
    });
  };
}

type LoadedGraph = { readonly versionId: string; readonly graph: WorkflowGraph };

async function loadGraphs(tx: TenantTransaction, versionIds: readonly string[]): Promise<readonly LoadedGraph[]> {
  if (versionIds.length === 0) return [];
  const values = [tx.principal.tenantId, versionIds];
  const { rows } = await tx.query<{ version_id: string; graph: WorkflowGraph }>("known-graphs", LOAD, values);
  return rows.map((row) => ({ versionId: row.version_id, graph: row.graph }));
}
