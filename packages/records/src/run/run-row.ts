import { RecordId, RunId, WorkflowId, type RunStatus, type RunSummary } from "@catalyst/contracts";

/** A line of the runs list, as the database gives it. */
export type RunRow = {
  readonly run_id: string;
  readonly workflow_id: string;
  readonly workflow_name: string;
  readonly version_number: number;
  readonly status: RunStatus;
  readonly entity_type: string | null;
  readonly record_id: string | null;
  readonly record_name: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly detail: string | null;
};

/** Columns of `RunRow`; the tables are aliased as in `RUN_TABLES`. */
export const RUN_COLUMNS = `
  r.run_id, r.workflow_id, w.name as workflow_name, v.number as version_number, r.status, r.entity_type, r.record_id,
  (select c.display_name from crm.records c where c.tenant_id = r.tenant_id and c.entity_type = r.entity_type and c.id = r.record_id) as record_name,
  r.started_at, r.ended_at, r.detail`;

/** Runs with their workflow and the version that they are pinned to. */
export const RUN_TABLES = `
  crm.workflow_runs r
  join crm.workflows w on w.tenant_id = r.tenant_id and w.workflow_id = r.workflow_id
  join crm.workflow_versions v on v.tenant_id = r.tenant_id and v.version_id = r.version_id`;

/** A run as lists show it. */
export function toRunSummary(row: RunRow): RunSummary {
  return {
    runId: RunId.parse(row.run_id),
    workflowId: WorkflowId.parse(row.workflow_id),
    workflowName: row.workflow_name,
    versionNumber: row.version_number,
    status: row.status,
    entityType: row.entity_type,
    recordId: row.record_id === null ? null : RecordId.parse(row.record_id),
    recordName: row.record_name,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    detail: row.detail,
  };
}
