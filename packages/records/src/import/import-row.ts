import { DomainError, type ImportId, type ImportStatus, type ImportSummary } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";

/** An import as the database keeps it. */
export type StoredImport = {
  readonly import_id: ImportId;
  readonly entity_type: string;
  readonly file_name: string;
  readonly size_bytes: number;
  readonly status: ImportStatus;
  readonly delimiter: string | null;
  readonly header: readonly string[] | null;
  /** Field key of each column, null for one that is left out; set by the start. */
  readonly columns: readonly (string | null)[] | null;
  readonly run_workflows: boolean;
  /** These alone; empty: all. */
  readonly run_workflow_ids: readonly string[];
  readonly total_rows: number;
  readonly done_rows: number;
  readonly created_rows: number;
  readonly failed_rows: number;
  readonly cancel_requested: boolean;
  readonly error: string | null;
  readonly created_at: string;
  readonly ended_at: string | null;
};

const COLUMNS = `import_id, entity_type, file_name, size_bytes, status, delimiter, header, columns, run_workflows, run_workflow_ids, total_rows,
  done_rows, created_rows, failed_rows, cancel_requested, error, created_at, ended_at`;

/** Imports shown in the list; older ones stay reachable by their address. */
const LIST_LIMIT = 100;

/** One import, locked when the caller is about to change it. @throws DomainError not_found */
export async function loadImport(
  tx: TenantTransaction,
  importId: ImportId,
  lock: "lock" | "read" = "read",
): Promise<StoredImport> {
  const suffix = lock === "lock" ? " for update" : "";
  const result = await tx.query<StoredImport>(
    `load-import-${lock}`,
    `select ${COLUMNS} from crm.imports where tenant_id = $1 and import_id = $2${suffix}`,
    [tx.principal.tenantId, importId],
  );
  const row = result.rows[0];
  if (!row) throw new DomainError("not_found", "There is no such import.");
  return row;
}

/** The latest imports, newest first. */
export async function listStoredImports(tx: TenantTransaction): Promise<readonly StoredImport[]> {
  const result = await tx.query<StoredImport>(
    "list-imports",
    `select ${COLUMNS} from crm.imports where tenant_id = $1 order by created_at desc, import_id limit ${LIST_LIMIT}`,
    [tx.principal.tenantId],
  );
  return result.rows;
}

/** What callers see of an import. */
export function toSummary(row: StoredImport): ImportSummary {
  return {
    importId: row.import_id,
    entityType: row.entity_type,
    fileName: row.file_name,
    status: row.status,
    totalRows: row.total_rows,
    doneRows: row.done_rows,
    createdRows: row.created_rows,
    failedRows: row.failed_rows,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    error: row.error,
  };
}
