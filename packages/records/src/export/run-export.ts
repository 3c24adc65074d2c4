import { COUNT_LIMIT, EXPORT_ROW_LIMIT, type ExportId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { countRecords, listRecords } from "../read/list-records.ts";
import { exportedFields, headerLine, recordLines } from "./export-cells.ts";
import { loadExport, type StoredExport } from "./export-row.ts";

/** Records of one transaction and one chunk: some hundred kilobytes, read in a tenth of a second. */
const BATCH_ROWS = 1_000;

/**
 * One batch of a running export: the lines, the place where the next ones begin and the progress commit together, so
 * that a killed worker loses and doubles nothing. The job calls it until it answers done.
 */
export async function runExportBatch(
  tx: TenantTransaction,
  metadata: Metadata,
  exportId: ExportId,
): Promise<{ done: boolean }> {
  const stored = await loadExport(tx, exportId, "lock");
  if (stored.status !== "running") return { done: true };
  if (stored.cancel_requested) return endExport(tx, exportId, { status: "cancelled", error: null });
  if (stored.done_rows >= EXPORT_ROW_LIMIT)
    return endExport(tx, exportId, {
      status: "failed",
      error: `A file can hold ${EXPORT_ROW_LIMIT.toLocaleString("en")} records. Filter the list and export it in parts.`,
    });
  // The worker's plans are generic, which is right for its keys and wrong for a person's filter.
  await tx.query(null, "set local plan_cache_mode = force_custom_plan", []);
  return writePage(tx, metadata, stored);
}

/** Ends an export that can't go on, with a sentence for people. */
export async function failExport(tx: TenantTransaction, exportId: ExportId, error: string): Promise<void> {
  await endExport(tx, exportId, { status: "failed", error });
}

async function writePage(tx: TenantTransaction, metadata: Metadata, stored: StoredExport): Promise<{ done: boolean }> {
  const { selection, entity_type: entityType } = stored;
  const first = stored.chunks === 0;
  const fields = exportedFields(requireEntityType(metadata, entityType), stored.columns);
  const wanted = { ...selection, entityType, deleted: false };
  const total = first ? await countRecords(tx, metadata, wanted) : null;
  const page = await listRecords(tx, metadata, {
    ...wanted,
    limit: BATCH_ROWS,
    ...(stored.cursor === null ? {} : { cursor: stored.cursor }),
  });
  await keepChunk(tx, stored, {
    content: `${first ? headerLine(fields) : ""}${recordLines(page, fields, metadata)}`,
    rows: page.records.length,
    cursor: page.nextCursor,
    total: total === null || total.capped ? null : total.count,
  });
  return page.nextCursor === null
    ? endExport(tx, stored.export_id, { status: "completed", error: null })
    : { done: false };
}

type Chunk = {
  readonly content: string;
  readonly rows: number;
  readonly cursor: string | null;
  /** How many records there will be, up to COUNT_LIMIT; told with the first chunk. */
  readonly total: number | null;
};

async function keepChunk(tx: TenantTransaction, stored: StoredExport, chunk: Chunk): Promise<void> {
  await tx.query(
    "keep-export-chunk",
    `with kept as (insert into crm.export_chunks (tenant_id, export_id, ordinal, content) values ($1, $2, $3, $4))
     update crm.exports set chunks = chunks + 1, done_rows = done_rows + $5, size_bytes = size_bytes + octet_length($4),
       cursor = $6, total_rows = coalesce(total_rows, $7) where tenant_id = $1 and export_id = $2`,
    [
      tx.principal.tenantId,
      stored.export_id,
      stored.chunks,
      chunk.content,
      chunk.rows,
      chunk.cursor,
      chunk.total === null ? null : Math.min(chunk.total, COUNT_LIMIT),
    ],
  );
}

type Ending = { readonly status: "completed" | "cancelled" | "failed"; readonly error: string | null };

/** A file that is not whole is nothing that anyone should load. */
async function endExport(tx: TenantTransaction, exportId: ExportId, ending: Ending): Promise<{ done: true }> {
  const { tenantId } = tx.principal;
  if (ending.status !== "completed")
    await tx.query("drop-export-chunks", "delete from crm.export_chunks where tenant_id = $1 and export_id = $2", [
      tenantId,
      exportId,
    ]);
  await tx.query(
    "end-export",
    `update crm.exports set status = $3, error = $4, ended_at = now(), cursor = null
     where tenant_id = $1 and export_id = $2 and status = 'running'`,
    [tenantId, exportId, ending.status, ending.error],
  );
  return { done: true };
}
