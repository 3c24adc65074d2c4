import { DomainError, IMPORT_COLUMN_LIMIT, type ImportId, type ImportSummary } from "@catalyst/contracts";
import { isStorableText } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { REASON_COLUMN, withoutEscape } from "./failed-rows-csv.ts";
import { loadImport, toSummary, type StoredImport } from "./import-row.ts";
import { type CsvRow, detectDelimiter, parseCsv } from "./parse-csv.ts";

const ROWS_PER_INSERT = 1_000;

/** A new import, waiting for its file. */
export type NewImport = {
  readonly importId: ImportId;
  readonly entityType: string;
  readonly fileName: string;
  readonly sizeBytes: number;
};

/** Makes the import that chunks are then appended to. */
export async function createImport(tx: TenantTransaction, input: NewImport): Promise<ImportSummary> {
  if (!isStorableText(input.fileName))
    throw new DomainError("bad_request", "The file's name holds characters that can't be stored. Rename the file.");
  await tx.query(
    "create-import",
    "insert into crm.imports (tenant_id, import_id, entity_type, file_name, size_bytes, principal_id) values ($1, $2, $3, $4, $5, $6)",
    [
      tx.principal.tenantId,
      input.importId,
      input.entityType,
      input.fileName,
      input.sizeBytes,
      tx.principal.principalId,
    ],
  );
  return toSummary(await loadImport(tx, input.importId));
}

/** Keeps one piece of the file; the same piece sent again changes nothing. */
export async function appendChunk(
  tx: TenantTransaction,
  chunk: { importId: ImportId; ordinal: number; text: string },
): Promise<{ receivedChunks: number }> {
  const stored = await loadImport(tx, chunk.importId, "lock");
  if (stored.status !== "uploading")
    throw new DomainError("conflict", "This file is complete already. Import it again as a new file to change it.");
  if (!isStorableText(chunk.text))
    throw new DomainError(
      "bad_request",
      "The file holds characters that can't be stored. Save it as CSV in UTF-8 and try again.",
    );
  await tx.query(
    "append-chunk",
    "insert into crm.import_chunks (tenant_id, import_id, ordinal, content) values ($1, $2, $3, $4) on conflict do nothing",
    [tx.principal.tenantId, chunk.importId, chunk.ordinal, chunk.text],
  );
  const result = await tx.query<{ count: number }>(
    "count-chunks",
    "select count(*)::int as count from crm.import_chunks where tenant_id = $1 and import_id = $2",
    [tx.principal.tenantId, chunk.importId],
  );
  return { receivedChunks: result.rows[0]?.count ?? 0 };
}

/** Turns the chunks into rows, once. @throws DomainError when a piece is missing or the file is broken */
export async function finishUpload(tx: TenantTransaction, importId: ImportId): Promise<StoredImport> {
  const stored = await loadImport(tx, importId, "lock");
  if (stored.status !== "uploading") return stored;
  const text = await loadText(tx, importId, stored.size_bytes);
  const delimiter = detectDelimiter(text);
  const { header, total } = await storeRows(tx, importId, parseCsv([text], delimiter));
  const { tenantId } = tx.principal;
  await tx.query("drop-chunks", "delete from crm.import_chunks where tenant_id = $1 and import_id = $2", [
    tenantId,
    importId,
  ]);
  await tx.query(
    "finish-upload",
    "update crm.imports set status = 'ready', delimiter = $3, header = $4, total_rows = $5 where tenant_id = $1 and import_id = $2",
    [tenantId, importId, delimiter, header, total],
  );
  return await loadImport(tx, importId);
}

async function loadText(tx: TenantTransaction, importId: ImportId, sizeBytes: number): Promise<string> {
  const result = await tx.query<{ ordinal: number; content: string }>(
    "load-chunks",
    "select ordinal, content from crm.import_chunks where tenant_id = $1 and import_id = $2 order by ordinal",
    [tx.principal.tenantId, importId],
  );
  const text = result.rows.map((row) => row.content).join("");
  const gap = result.rows.some((row, index) => row.ordinal !== index);
  // A byte order mark is lost when a browser reads the file as text, hence the three bytes.
  if (gap || text === "" || Buffer.byteLength(text) < sizeBytes - 3) {
    throw new DomainError("conflict", "The file has not arrived whole. Upload it again.");
  }
  return text;
}

async function storeRows(
  tx: TenantTransaction,
  importId: ImportId,
  rows: AsyncIterable<CsvRow>,
): Promise<{ header: readonly string[]; total: number }> {
  let header: readonly string[] | null = null;
  let ours = false;
  const batch: CsvRow[] = [];
  let total = 0;
  for await (const row of rows) {
    if (header === null) {
      header = checkedHeader(row.cells);
      ours = header.at(-1) === REASON_COLUMN;
      continue;
    }
    batch.push({ line: row.line, cells: ours ? row.cells.map(withoutEscape) : row.cells });
    total += 1;
    if (batch.length >= ROWS_PER_INSERT) await insertRows(tx, importId, batch.splice(0));
  }
  await insertRows(tx, importId, batch);
  if (header === null || total === 0)
    throw new DomainError("bad_request", "The file has no rows below its header. Choose another file.");
  return { header, total };
}

function checkedHeader(cells: readonly string[]): readonly string[] {
  if (cells.length > IMPORT_COLUMN_LIMIT)
    throw new DomainError("bad_request", `The file has ${cells.length} columns; ${IMPORT_COLUMN_LIMIT} is the most.`);
  return cells.map((cell, index) => cell.trim() || `Column ${index + 1}`);
}

async function insertRows(tx: TenantTransaction, importId: ImportId, rows: readonly CsvRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    "insert-import-rows",
    `insert into crm.import_rows (tenant_id, import_id, line, cells)
     select $1, $2, (r ->> 'line')::int, array(select c from jsonb_array_elements_text(r -> 'cells') with ordinality as cell (c, n) order by n)
     from jsonb_array_elements($3::jsonb) r`,
    [tx.principal.tenantId, importId, JSON.stringify(rows)],
  );
}
