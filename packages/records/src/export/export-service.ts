import {
  DomainError,
  EXPORT_KEEP_DAYS,
  ExportId,
  type CreateExportInput,
  type ExportSummary,
} from "@catalyst/contracts";
import { checkFilter, requireField } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { clockOf, requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { metadataFor } from "../metadata/readable-metadata.ts";
import { scopeOf } from "../read/filter-scope.ts";
import { listStoredExports, loadExport, toExportSummary, type ExportSelection } from "./export-row.ts";
import { failExport, runExportBatch } from "./run-export.ts";

/** Exports of one person that run at the same time at most. */
const RUNNING_LIMIT = 3;

/** What exports need of the rest. */
export type ExportParts = {
  readonly metadata: (tx: TenantTransaction) => Promise<Metadata>;
  readonly newId: () => string;
  /** Enqueues the job that calls `runBatch` until it is done, in the same transaction. */
  readonly enqueue: (tx: TenantTransaction, exportId: ExportId) => Promise<void>;
};

/** CSV files of lists, made by a job. Each is its owner's alone, since it holds what that person may see. */
export type ExportService = {
  create(tx: TenantTransaction, input: CreateExportInput): Promise<ExportSummary>;
  get(tx: TenantTransaction, exportId: ExportId): Promise<ExportSummary>;
  list(tx: TenantTransaction): Promise<readonly ExportSummary[]>;
  cancel(tx: TenantTransaction, exportId: ExportId): Promise<ExportSummary>;
  /** One part of the file of a completed export; null behind the last. */
  readChunk(tx: TenantTransaction, exportId: ExportId, ordinal: number): Promise<string | null>;
  runBatch(tx: TenantTransaction, exportId: ExportId): Promise<{ done: boolean }>;
  fail(tx: TenantTransaction, exportId: ExportId, message: string): Promise<void>;
};

/** Makes the service. */
export function createExportService(parts: ExportParts): ExportService {
  const metadata = async (tx: TenantTransaction): Promise<Metadata> =>
    metadataFor(await parts.metadata(tx), tx.principal.role);
  return {
    create: async (tx, input) => {
      const exportId = ExportId.parse(parts.newId());
      await createExport(tx, await metadata(tx), { ...input, exportId });
      await parts.enqueue(tx, exportId);
      return toExportSummary(await loadExport(tx, exportId));
    },
    get: async (tx, exportId) => toExportSummary(await loadExport(tx, exportId)),
    list: async (tx) => (await listStoredExports(tx)).map(toExportSummary),
    cancel: cancelExport,
    readChunk,
    runBatch: async (tx, exportId) => runExportBatch(tx, await metadata(tx), exportId),
    fail: failExport,
  };
}

type NewExport = CreateExportInput & { readonly exportId: ExportId };

async function createExport(tx: TenantTransaction, metadata: Metadata, input: NewExport): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  const entityType = requireEntityType(metadata, input.entityType);
  const { filter, search, sort } = input;
  if (filter !== undefined) checkFilter(scopeOf(metadata, entityType, principalId), filter);
  for (const key of [sort.field, ...input.columns]) requireField(entityType, key);
  await purge(tx);
  await assertRoom(tx);
  const clock = clockOf(metadata, principalId);
  const selection: ExportSelection = { filter, search, sort, clock };
  await tx.query(
    "create-export",
    `insert into crm.exports (tenant_id, export_id, entity_type, file_name, selection, columns, principal_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tenantId,
      input.exportId,
      input.entityType,
      `${entityType.labelPlural} ${clock.now.slice(0, 10)}.csv`,
      JSON.stringify(selection),
      input.columns,
      principalId,
    ],
  );
}

/** Files are kept for some days; a person's old ones go when they make a new one. */
async function purge({ principal, query }: TenantTransaction): Promise<void> {
  const old = `tenant_id = $1 and principal_id = $2 and status <> 'running' and created_at < now() - interval '${EXPORT_KEEP_DAYS} days'`;
  const owner = [principal.tenantId, principal.principalId];
  await query(
    "purge-export-chunks",
    `delete from crm.export_chunks where tenant_id = $1 and export_id in (select export_id from crm.exports where ${old})`,
    owner,
  );
  await query("purge-exports", `delete from crm.exports where ${old}`, owner);
}

async function assertRoom({ principal, query }: TenantTransaction): Promise<void> {
  const { rows } = await query<{ count: number }>(
    "running-exports",
    "select count(*)::int as count from crm.exports where tenant_id = $1 and principal_id = $2 and status = 'running'",
    [principal.tenantId, principal.principalId],
  );
  if ((rows[0]?.count ?? 0) >= RUNNING_LIMIT)
    throw new DomainError(
      "quota_exceeded",
      `${RUNNING_LIMIT} exports of yours are running. Wait for one, or cancel it.`,
    );
}

async function cancelExport(tx: TenantTransaction, exportId: ExportId): Promise<ExportSummary> {
  const stored = await loadExport(tx, exportId, "lock");
  if (stored.status !== "running") throw new DomainError("conflict", "This export has ended already.");
  await tx.query(
    "cancel-export",
    "update crm.exports set cancel_requested = true where tenant_id = $1 and export_id = $2",
    [tx.principal.tenantId, exportId],
  );
  return toExportSummary(stored);
}

async function readChunk(tx: TenantTransaction, exportId: ExportId, ordinal: number): Promise<string | null> {
  const { rows } = await tx.query<{ content: string }>(
    "read-export-chunk",
    `select c.content from crm.export_chunks c join crm.exports e on e.tenant_id = c.tenant_id and e.export_id = c.export_id
     where c.tenant_id = $1 and c.export_id = $2 and c.ordinal = $3 and e.principal_id = $4 and e.status = 'completed'`,
    [tx.principal.tenantId, exportId, ordinal, tx.principal.principalId],
  );
  return rows[0]?.content ?? null;
}
