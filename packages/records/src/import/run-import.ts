import { DomainError, type ImportId, RecordPatch } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { requireEntityType } from "../metadata/metadata.ts";
import type { RecordService } from "../record-service.ts";
import type { CreateOutcome } from "../write/create-records.ts";
import { loadImport, type StoredImport } from "./import-row.ts";
import { readNames } from "./read-names.ts";
import { rowValues } from "./row-values.ts";

/** Rows of one transaction: progress moves several times a second, and a crash repeats little. */
const BATCH_ROWS = 250;

type PendingRow = { readonly line: number; readonly cells: readonly string[] };
type DoneRow = { readonly line: number; readonly record_id: string | null; readonly problem: string | null };

/**
 * One batch of a running import: records, their audit rows and the rows' outcome commit together, so that a killed
 * worker loses and doubles nothing. The job calls it, each time in a transaction of its own, until it answers done.
 */
export async function runImportBatch(
  tx: TenantTransaction,
  records: RecordService,
  importId: ImportId,
): Promise<{ done: boolean }> {
  const stored = await loadImport(tx, importId, "lock");
  if (stored.status !== "running") return { done: true };
  if (stored.cancel_requested) return await endImport(tx, importId, "cancelled");
  const rows = await pendingRows(tx, importId);
  if (rows.length === 0) return await endImport(tx, importId, "completed");
  await keepOutcome(tx, importId, await writeRows(tx, records, { stored, rows }));
  return { done: false };
}

/** Ends an import that can't go on, with a sentence for people. Rows that were done stay done. */
export async function failImport(tx: TenantTransaction, importId: ImportId, message: string): Promise<void> {
  await tx.query(
    "fail-import",
    "update crm.imports set status = 'failed', error = $3, ended_at = now() where tenant_id = $1 and import_id = $2 and status = 'running'",
    [tx.principal.tenantId, importId, message],
  );
}

async function pendingRows(tx: TenantTransaction, importId: ImportId): Promise<readonly PendingRow[]> {
  const result = await tx.query<PendingRow>(
    "pending-import-rows",
    `select line, cells from crm.import_rows where tenant_id = $1 and import_id = $2 and status = 'pending' order by line limit ${BATCH_ROWS}`,
    [tx.principal.tenantId, importId],
  );
  return result.rows;
}

async function writeRows(
  tx: TenantTransaction,
  records: RecordService,
  batch: { stored: StoredImport; rows: readonly PendingRow[] },
): Promise<readonly DoneRow[]> {
  const { stored, rows } = batch;
  const fields = requireEntityType(await records.metadata(tx), stored.entity_type).fields;
  const columns = (stored.columns ?? []).map((key) => fields.find((field) => field.key === key) ?? null);
  const known = await readNames(
    tx,
    rows.map((row) => row.cells),
    columns,
  );
  const read = rows.map((row) => ({ line: row.line, values: rowValues(row.cells, columns, known) }));
  const valid = read.flatMap((row) => (row.values.ok ? [{ line: row.line, fields: row.values.fields }] : []));
  const outcomes = await records.createMany(
    tx,
    {
      entityType: stored.entity_type,
      records: valid.map((row) => RecordPatch.parse({ fields: row.fields })),
      startRuns: stored.run_workflows && (stored.run_workflow_ids.length === 0 || stored.run_workflow_ids),
    },
    { kind: "import", importId: stored.import_id },
  );
  const created = valid.map((row, index) => toDone(row.line, outcomes[index]));
  const refused = read.flatMap((row) =>
    row.values.ok ? [] : [{ line: row.line, record_id: null, problem: sentence(row.values.problems) }],
  );
  return [...created, ...refused];
}

function toDone(line: number, outcome: CreateOutcome | undefined): DoneRow {
  if (!outcome) throw new DomainError("internal", "An imported row has no outcome.");
  return outcome.ok
    ? { line, record_id: outcome.id, problem: null }
    : { line, record_id: null, problem: sentence(outcome.problems) };
}

function sentence(problems: readonly { readonly message: string }[]): string {
  return problems.map((problem) => problem.message).join(" ");
}

async function keepOutcome(tx: TenantTransaction, importId: ImportId, rows: readonly DoneRow[]): Promise<void> {
  await tx.query(
    "keep-import-outcome",
    `with outcome as (select * from jsonb_to_recordset($3::jsonb) as o(line int, record_id uuid, problem text)),
     kept as (
       update crm.import_rows r set status = case when o.problem is null then 'done' else 'failed' end, problem = o.problem, record_id = o.record_id
       from outcome o where r.tenant_id = $1 and r.import_id = $2 and r.line = o.line)
     update crm.imports i set done_rows = done_rows + o.total, created_rows = created_rows + o.created, failed_rows = failed_rows + o.total - o.created
     from (select count(*)::int as total, count(record_id)::int as created from outcome) o
     where i.tenant_id = $1 and i.import_id = $2`,
    [tx.principal.tenantId, importId, JSON.stringify(rows)],
  );
}

async function endImport(
  tx: TenantTransaction,
  importId: ImportId,
  status: "completed" | "cancelled",
): Promise<{ done: true }> {
  await tx.query(
    "end-import",
    "update crm.imports set status = $3, ended_at = now() where tenant_id = $1 and import_id = $2",
    [tx.principal.tenantId, importId, status],
  );
  return { done: true };
}
