import {
  DomainError,
  ImportId,
  type ImportCheck,
  type ImportPreview,
  type ImportSummary,
  type ImportWorkflow,
  type StartImportInput,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { requireEntityType } from "../metadata/metadata.ts";
import type { RecordService } from "../record-service.ts";
import { failedRowsCsv, type FailedRow } from "./failed-rows-csv.ts";
import { importWorkflows } from "./import-workflows.ts";
import { listStoredImports, loadImport, toSummary } from "./import-row.ts";
import { checkImport, previewImport } from "./preview.ts";
import { failImport, runImportBatch } from "./run-import.ts";
import { startImport } from "./start-import.ts";
import { appendChunk, createImport } from "./upload.ts";

/** What imports need of the rest: the one write path, ids, and a place in the queue. */
export type ImportParts = {
  readonly records: RecordService;
  readonly newId: () => string;
  /** Enqueues the job that calls `runBatch` until it is done, in the same transaction. */
  readonly enqueue: (tx: TenantTransaction, importId: ImportId) => Promise<void>;
};

/** CSV imports, from the upload to the file of failed rows. Rights by role are the caller's to check. */
export type ImportService = {
  create(
    tx: TenantTransaction,
    input: { entityType: string; fileName: string; sizeBytes: number },
  ): Promise<ImportSummary>;
  appendChunk(
    tx: TenantTransaction,
    chunk: { importId: ImportId; ordinal: number; text: string },
  ): Promise<{ receivedChunks: number }>;
  preview(tx: TenantTransaction, importId: ImportId): Promise<ImportPreview>;
  /** The workflows that its records would start. */
  workflows(tx: TenantTransaction, importId: ImportId): Promise<readonly ImportWorkflow[]>;
  checkMapping(tx: TenantTransaction, input: StartImportInput): Promise<ImportCheck>;
  start(tx: TenantTransaction, input: StartImportInput): Promise<ImportSummary>;
  get(tx: TenantTransaction, importId: ImportId): Promise<ImportSummary>;
  list(tx: TenantTransaction): Promise<readonly ImportSummary[]>;
  cancel(tx: TenantTransaction, importId: ImportId): Promise<ImportSummary>;
  failedRows(tx: TenantTransaction, importId: ImportId): Promise<{ fileName: string; csv: string }>;
  runBatch(tx: TenantTransaction, importId: ImportId): Promise<{ done: boolean }>;
  fail(tx: TenantTransaction, importId: ImportId, message: string): Promise<void>;
};

/** Makes the service. */
export function createImportService(parts: ImportParts): ImportService {
  const { records } = parts;
  return {
    create: async (tx, input) => {
      requireEntityType(await records.metadata(tx), input.entityType);
      return createImport(tx, { ...input, importId: ImportId.parse(parts.newId()) });
    },
    appendChunk,
    preview: async (tx, importId) => previewImport(tx, await records.metadata(tx), importId),
    workflows: async (tx, importId) => importWorkflows(tx, await records.metadata(tx), importId),
    checkMapping: async (tx, input) => checkImport(tx, await records.metadata(tx), input),
    start: async (tx, input) => {
      const summary = await startImport(tx, records, input);
      await parts.enqueue(tx, input.importId);
      return summary;
    },
    get: async (tx, importId) => toSummary(await loadImport(tx, importId)),
    list: async (tx) => (await listStoredImports(tx)).map(toSummary),
    cancel: cancelImport,
    failedRows,
    runBatch: (tx, importId) => runImportBatch(tx, records, importId),
    fail: failImport,
  };
}

async function cancelImport(tx: TenantTransaction, importId: ImportId): Promise<ImportSummary> {
  const result = await tx.query(
    "cancel-import",
    `update crm.imports set cancel_requested = true, status = case when status = 'running' then status else 'cancelled' end,
       ended_at = case when status = 'running' then ended_at else now() end
     where tenant_id = $1 and import_id = $2 and status in ('uploading', 'ready', 'running')`,
    [tx.principal.tenantId, importId],
  );
  const summary = toSummary(await loadImport(tx, importId));
  if (result.rowCount === 0) throw new DomainError("conflict", "This import has ended already.");
  return summary;
}

async function failedRows(tx: TenantTransaction, importId: ImportId): Promise<{ fileName: string; csv: string }> {
  const stored = await loadImport(tx, importId);
  const result = await tx.query<FailedRow>(
    "failed-import-rows",
    "select cells, problem from crm.import_rows where tenant_id = $1 and import_id = $2 and status = 'failed' order by line",
    [tx.principal.tenantId, importId],
  );
  const fileName = `${stored.file_name.replace(/\.csv$/i, "")} failed rows.csv`;
  return { fileName, csv: failedRowsCsv(stored.header ?? [], result.rows, stored.delimiter ?? ",") };
}
