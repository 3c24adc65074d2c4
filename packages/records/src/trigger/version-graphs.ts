import type { WorkflowGraph } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** Graphs kept in memory at most; large ones take a megabyte. */
const GRAPH_LIMIT = 200;
const LOAD_GRAPHS =
  "select version_id, graph from crm.workflow_versions where tenant_id = $1 and version_id = any($2::uuid[])";

/** Graphs of published versions, by version id. They never change, so what is known needs no second look. */
export type VersionGraphs = {
  load(tx: TenantTransaction, versionIds: readonly string[]): Promise<ReadonlyMap<string, WorkflowGraph>>;
};

/** An empty cache of graphs. Keys hold the tenant: an id alone must never open another tenant's graph. */
export function versionGraphs(): VersionGraphs {
  const known = new Map<string, WorkflowGraph>();
  return {
    async load(tx, versionIds) {
      const key = (versionId: string): string => `${tx.principal.tenantId} ${versionId}`;
      const missing = versionIds.filter((versionId) => !known.has(key(versionId)));
      if (missing.length > 0) {
        if (known.size > GRAPH_LIMIT) known.clear();
        const result = await tx.query<{ version_id: string; graph: WorkflowGraph }>(
          "load-version-graphs",
          LOAD_GRAPHS,
          [tx.principal.tenantId, missing],
        );
        for (const row of result.rows) known.set(key(row.version_id), row.graph);
      }
      return new Map(
        versionIds.flatMap((versionId) => {
          const graph = known.get(key(versionId));
          return graph === undefined ? [] : [[versionId, graph] as const];
        }),
      );
    },
  };
}
