import { type ColumnTarget, DomainError, type ImportSummary, type StartImportInput } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { requireEntityType } from "../metadata/metadata.ts";
import type { RecordService } from "../record-service.ts";
import { loadImport, type StoredImport, toSummary } from "./import-row.ts";

/** Makes the new fields, keeps the mapping and sets the import running; the caller enqueues the job in the same transaction. */
export async function startImport(
  tx: TenantTransaction,
  records: RecordService,
  input: StartImportInput,
): Promise<ImportSummary> {
  const stored = await loadImport(tx, input.importId, "lock");
  if (stored.status !== "ready")
    throw new DomainError("conflict", "This import was started already, or its file is not complete.");
  const metadata = await records.metadata(tx);
  const fields = requireEntityType(metadata, stored.entity_type).fields;
  checkTargets(input.columns, stored, new Set(fields.filter((field) => !field.readOnly).map((field) => field.key)));
  const primary = requireEntityType(metadata, stored.entity_type).primaryField;
  if (!input.columns.some((target) => target.kind === "field" && target.key === primary)) {
    const label = fields.find((field) => field.key === primary)?.label ?? primary;
    throw new DomainError(
      "bad_request",
      `No column becomes ${label}, which names each record. Choose the column for it.`,
    );
  }
  const columns: (string | null)[] = [];
  for (const target of input.columns) columns.push(await columnKey(tx, records, { stored, target }));
  await tx.query(
    "start-import",
    `update crm.imports set status = 'running', columns = $3::jsonb, run_workflows = $4, run_workflow_ids = $5::text[]
     where tenant_id = $1 and import_id = $2`,
    [tx.principal.tenantId, input.importId, JSON.stringify(columns), ...choiceOf(input.runWorkflows)],
  );
  return toSummary(await loadImport(tx, input.importId));
}

/** Whether records start workflows, and which; empty: all. */
function choiceOf(choice: StartImportInput["runWorkflows"]): readonly [boolean, readonly string[]] {
  return typeof choice === "boolean" ? [choice, []] : [choice.length > 0, choice];
}

function checkTargets(columns: readonly ColumnTarget[], stored: StoredImport, writable: ReadonlySet<string>): void {
  if (columns.length !== (stored.header?.length ?? 0))
    throw new DomainError("bad_request", "The mapping does not fit the file's columns. Load the page again.");
  const keys = columns.flatMap((target) => (target.kind === "field" ? [target.key] : []));
  if (keys.some((key) => !writable.has(key)))
    throw new DomainError("bad_request", "A column is mapped to a field that can't be written. Choose another one.");
  if (new Set(keys).size < keys.length)
    throw new DomainError("bad_request", "Two columns are mapped to the same field. Leave one of them out.");
}

type Mapped = { readonly stored: StoredImport; readonly target: ColumnTarget };

async function columnKey(
  tx: TenantTransaction,
  records: RecordService,
  { stored, target }: Mapped,
): Promise<string | null> {
  switch (target.kind) {
    case "skip":
      return null;
    case "field":
      return target.key;
    case "createField":
      return (await records.createField(tx, { entityType: stored.entity_type, field: target.field })).key;
  }
}
