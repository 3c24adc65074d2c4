import {
  DomainError,
  type EntityTypeKey,
  type ExportId,
  type ExportStatus,
  type ExportSummary,
  type FieldKey,
  type Filter,
  type Sort,
} from "@catalyst/contracts";
import type { FilterClock } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";

/** What an export takes from its list; the clock is that of its start, so that all of the file means the same days. */
export type ExportSelection = {
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  readonly sort: Sort;
  readonly clock: FilterClock;
};

/** An export as the database keeps it. */
export type StoredExport = {
  readonly export_id: ExportId;
  readonly entity_type: EntityTypeKey;
  readonly file_name: string;
  readonly selection: ExportSelection;
  readonly columns: readonly FieldKey[];
  readonly status: ExportStatus;
  readonly total_rows: number | null;
  readonly done_rows: number;
  readonly size_bytes: number;
  readonly chunks: number;
  readonly cursor: string | null;
  readonly cancel_requested: boolean;
  readonly error: string | null;
  readonly created_at: string;
  readonly ended_at: string | null;
};

const COLUMNS = `export_id, entity_type, file_name, selection, columns, status, total_rows, done_rows, size_bytes, chunks, cursor,
  cancel_requested, error, created_at, ended_at`;
/** Exports shown in the list: a week holds fewer. */
const LIST_LIMIT = 50;

/** One of the caller's exports, locked when the caller is about to change it. @throws DomainError not_found */
export async function loadExport(
  tx: TenantTransaction,
  exportId: ExportId,
  lock: "lock" | "read" = "read",
): Promise<StoredExport> {
  const { rows } = await tx.query<StoredExport>(
    `load-export-${lock}`,
    `select ${COLUMNS} from crm.exports where tenant_id = $1 and export_id = $2 and principal_id = $3${lock === "lock" ? " for update" : ""}`,
    [tx.principal.tenantId, exportId, tx.principal.principalId],
  );
  const [row] = rows;
  if (row === undefined)
    throw new DomainError("not_found", "There is no such export. Files are kept for some days only.");
  return row;
}

/** The caller's exports, newest first. */
export async function listStoredExports(tx: TenantTransaction): Promise<readonly StoredExport[]> {
  const { rows } = await tx.query<StoredExport>(
    "list-exports",
    `select ${COLUMNS} from crm.exports where tenant_id = $1 and principal_id = $2 order by created_at desc, export_id limit ${LIST_LIMIT}`,
    [tx.principal.tenantId, tx.principal.principalId],
  );
  return rows;
}

/** What callers see of an export. */
export function toExportSummary(row: StoredExport): ExportSummary {
  return {
    exportId: row.export_id,
    entityType: row.entity_type,
    fileName: row.file_name,
    status: row.status,
    totalRows: row.total_rows,
    doneRows: row.done_rows,
    sizeBytes: row.size_bytes,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    error: row.error,
  };
}
