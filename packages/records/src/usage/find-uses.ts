import { WorkflowGraph, type FieldUse } from "@catalyst/contracts";
import { usesOfField } from "@catalyst/custom-fields/formula";
import type { TenantTransaction } from "@catalyst/db";
import { graphUsesField } from "@catalyst/workflow-engine";
import { readMetadata } from "../metadata/load-metadata.ts";
import type { CustomField } from "../admin/field-row.ts";

/** Imports that are looked through: the ones started last. */
export const RECENT_IMPORTS = 200;
/** Users listed at most. */
const USE_LIMIT = 200;

type ViewRow = { readonly view_id: string; readonly name: string | null; readonly shared: boolean };
type GraphRow = {
  readonly workflow_id: string;
  readonly name: string;
  readonly graph: unknown;
  readonly number: number | null;
  readonly live: boolean;
  readonly open_runs: number;
};
type ImportRow = { readonly import_id: string; readonly file_name: string };

// Another person's private view is in the way, too; what it is called stays theirs.
const VIEWS = "select view_id, name, shared from app.views_using($1) order by name, view_id limit $2";
// Drafts, live versions, and versions that a run is still in; of old versions nobody runs any more nothing depends.
const GRAPHS = `
  select w.workflow_id, w.name, d.graph, null::int as number, false as live, 0 as open_runs
  from crm.workflows w join crm.workflow_drafts d on d.tenant_id = w.tenant_id and d.workflow_id = w.workflow_id where w.tenant_id = $1
  union all
  select w.workflow_id, w.name, v.graph, v.number, v.version_id = w.live_version_id, coalesce(o.runs, 0)::int
  from crm.workflows w
  join crm.workflow_versions v on v.tenant_id = w.tenant_id and v.workflow_id = w.workflow_id
  left join (
    select r.version_id, count(*) as runs from crm.workflow_runs r where r.tenant_id = $1 and r.ended_at is null group by r.version_id) o
    on o.version_id = v.version_id
  where w.tenant_id = $1 and (v.version_id = w.live_version_id or o.runs > 0)
  order by 2, 1, 4`;
const IMPORTS = `
  select i.import_id, i.file_name from (
    select import_id, file_name, columns, created_at from crm.imports
    where tenant_id = $1 and entity_type = $2 and columns is not null order by created_at desc limit ${RECENT_IMPORTS}) i
  where i.columns @> jsonb_build_array(jsonb_build_object('kind', 'field', 'key', $3::text))
  order by i.created_at desc limit $4`;

/**
 * Who names a field: views, workflows (drafts, live versions, versions that runs are in), formulas, roll-ups, conditions of
 * other fields, and imports that remember their columns. Drafts and imports block nothing: they are looked at again
 * before they count.
 */
export async function findUses(tx: TenantTransaction, field: CustomField): Promise<readonly FieldUse[]> {
  const uses = [
    ...(await fieldUses(tx, field)),
    ...(await viewUses(tx, field)),
    ...(await workflowUses(tx, field)),
    ...(await importUses(tx, field)),
  ];
  return uses.slice(0, USE_LIMIT);
}

async function fieldUses(tx: TenantTransaction, field: CustomField): Promise<readonly FieldUse[]> {
  const { entityTypes } = await readMetadata(tx);
  return usesOfField(entityTypes, field).map((use): FieldUse => {
    const of = entityTypes.get(use.field.entityType)?.label ?? use.field.entityType;
    return {
      kind: use.kind,
      id: use.field.fieldId,
      name: `${use.field.label} of ${of}`,
      place: use.place,
      blocks: true,
    };
  });
}

async function viewUses(tx: TenantTransaction, field: CustomField): Promise<readonly FieldUse[]> {
  const parameters = [`${field.entityType}.${field.key}`, USE_LIMIT];
  const rows = (await tx.query<ViewRow>("views-using", VIEWS, parameters)).rows;
  return rows.map((row) => ({
    kind: "view",
    id: row.view_id,
    name: row.name ?? "A private view",
    place: row.shared ? "shared view" : "private view",
    blocks: true,
  }));
}

async function workflowUses(tx: TenantTransaction, field: CustomField): Promise<readonly FieldUse[]> {
  return (await readGraphs(tx)).flatMap(({ row, graph }): readonly FieldUse[] => {
    if (!graphUsesField(graph, field)) return [];
    return [
      { kind: "workflow", id: row.workflow_id, name: row.name, place: placeOf(row), blocks: row.number !== null },
    ];
  });
}

/** Graphs of workflows that something depends on: drafts, live versions, and those that runs are in. */
export async function readGraphs(
  tx: TenantTransaction,
): Promise<readonly { readonly row: GraphRow; readonly graph: WorkflowGraph }[]> {
  const { rows } = await tx.query<GraphRow>("graphs-to-look-through", GRAPHS, [tx.principal.tenantId]);
  return rows.flatMap((row) => {
    const graph = WorkflowGraph.safeParse(row.graph);
    return graph.success ? [{ row, graph: graph.data }] : [];
  });
}

function placeOf(row: GraphRow): string {
  if (row.number === null) return "draft";
  const runs = row.open_runs === 1 ? "1 run is in it" : `${row.open_runs} runs are in it`;
  if (!row.live) return `version ${row.number}, ${runs}`;
  return row.open_runs > 0 ? `live version ${row.number}, ${runs}` : `live version ${row.number}`;
}

async function importUses(tx: TenantTransaction, field: CustomField): Promise<readonly FieldUse[]> {
  const parameters = [tx.principal.tenantId, field.entityType, field.key, USE_LIMIT];
  const rows = (await tx.query<ImportRow>("imports-using", IMPORTS, parameters)).rows;
  return rows.map((row) => ({
    kind: "import",
    id: row.import_id,
    name: row.file_name,
    place: "columns of an import",
    blocks: false,
  }));
}
