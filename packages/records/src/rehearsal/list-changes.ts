import { type FieldValues, RecordId, type RehearsedChange, type RunId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

type ChangeRow = {
  readonly entity_type: string;
  readonly record_id: string;
  readonly display_name: string;
  readonly action: RehearsedChange["action"];
  readonly before: FieldValues;
  readonly after: FieldValues;
};

// The audit rows of this transaction: index audit_log_record is of no use, so the newest rows are read.
const CHANGES = `
  select a.entity_type, a.record_id, coalesce(r.display_name, '') as display_name, a.action, a.before, a.after
  from crm.audit_log a
  left join crm.records r on r.tenant_id = $1 and r.entity_type = a.entity_type and r.id = a.record_id
  where a.tenant_id = $1 and a.at = now() and a.reason_kind = 'workflow_run' and a.reason_id = $2 and a.record_id is not null
  order by a.audit_id`;
const OTHER_RUNS = "select count(*)::int as count from crm.workflow_runs where tenant_id = $1 and root_id = $2";

/** What a run has changed in this transaction, in its order, and how many other runs its changes would start. */
export async function listChanges(
  tx: TenantTransaction,
  runId: RunId,
): Promise<{ readonly changes: readonly RehearsedChange[]; readonly otherRuns: number }> {
  const values = [tx.principal.tenantId, runId];
  const { rows } = await tx.query<ChangeRow>("rehearsed-changes", CHANGES, values);
  const runs = await tx.query<{ count: number }>("rehearsed-runs", OTHER_RUNS, values);
  return {
    changes: rows.map((row) => ({
      entityType: row.entity_type,
      recordId: RecordId.parse(row.record_id),
      name: row.display_name,
      action: row.action,
      before: row.before,
      after: row.after,
    })),
    otherRuns: runs.rows[0]?.count ?? 0,
  };
}
