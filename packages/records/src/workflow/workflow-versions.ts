import {
  DomainError,
  PrincipalId,
  VersionId,
  type WorkflowGraph,
  type WorkflowId,
  type WorkflowVersionSummary,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { loadWorkflow } from "./workflow-row.ts";

/** The newest versions that a list shows. */
const VERSION_PAGE = 200;

type VersionRow = {
  readonly version_id: string;
  readonly number: number;
  readonly note: string;
  readonly published_by: string | null;
  readonly published_at: string;
  readonly content_hash: string;
  readonly live: boolean;
};

const COLUMNS = `v.version_id, v.number, v.note, v.published_by, v.published_at, v.content_hash, v.version_id is not distinct from w.live_version_id as live`;
const FROM = `
  from crm.workflow_versions v join crm.workflows w on w.tenant_id = v.tenant_id and w.workflow_id = v.workflow_id
  where v.tenant_id = $1 and v.workflow_id = $2`;
const LIST = `select ${COLUMNS} ${FROM} order by v.number desc limit ${VERSION_PAGE}`;
const GET = `select ${COLUMNS}, v.graph ${FROM} and v.version_id = $3`;

/** A published version with its graph. */
export type WorkflowVersion = { readonly version: WorkflowVersionSummary; readonly graph: WorkflowGraph };

/** One version of one workflow. */
export type VersionKey = { readonly workflowId: WorkflowId; readonly versionId: VersionId };

/** Published versions, newest first. */
export async function listVersions(tx: TenantTransaction, workflowId: WorkflowId): Promise<WorkflowVersionSummary[]> {
  await loadWorkflow(tx, workflowId);
  const { rows } = await tx.query<VersionRow>("list-versions", LIST, [tx.principal.tenantId, workflowId]);
  return rows.map(toSummary);
}

/** One published version. @throws DomainError `not_found`. */
export async function getVersion(tx: TenantTransaction, key: VersionKey): Promise<WorkflowVersion> {
  const { rows } = await tx.query<VersionRow & { readonly graph: WorkflowGraph }>("get-version", GET, [
    tx.principal.tenantId,
    key.workflowId,
    key.versionId,
  ]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such version.");
  return { version: toSummary(row), graph: row.graph };
}

function toSummary(row: VersionRow): WorkflowVersionSummary {
  return {
    versionId: VersionId.parse(row.version_id),
    number: row.number,
    note: row.note,
    publishedBy: row.published_by === null ? null : PrincipalId.parse(row.published_by),
    publishedAt: row.published_at,
    contentHash: row.content_hash,
    live: row.live,
  };
}
