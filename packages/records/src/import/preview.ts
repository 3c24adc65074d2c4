import type {
  ColumnTarget,
  FieldDefinition,
  FieldInput,
  ImportCheck,
  ImportId,
  ImportPreview,
  StartImportInput,
} from "@catalyst/contracts";
import { DomainError } from "@catalyst/contracts";
import { type RecordDraft, validateRecord } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { clockOf, type Metadata, requireEntityType } from "../metadata/metadata.ts";
import { loadImport, toSummary } from "./import-row.ts";
import type { KnownNames } from "./name-cells.ts";
import { readNames } from "./read-names.ts";
import { rowValues } from "./row-values.ts";
import { suggestColumns } from "./suggest-columns.ts";
import { finishUpload } from "./upload.ts";

type Refusal = ImportCheck["samples"][number];
type StoredRow = { readonly line: number; readonly cells: readonly string[] };

/** Rows that decide a column's type: enough to be right, few enough to answer at once. */
const SAMPLE_ROWS = 2_000;
const PREVIEW_ROWS = 10;
const SHOWN_PROBLEMS = 20;
const ROWS_PER_READ = 2_000;

/** The columns with samples and a proposed mapping; completes the upload when it is the first look. */
export async function previewImport(
  tx: TenantTransaction,
  metadata: Metadata,
  importId: ImportId,
): Promise<ImportPreview> {
  const stored = await finishUpload(tx, importId);
  const header = stored.header ?? [];
  const rows = await readRows(tx, { importId, afterLine: 0, limit: SAMPLE_ROWS });
  const samples = header.map((name, index) => ({ name, values: rows.map((row) => row.cells[index] ?? "") }));
  const suggestions = suggestColumns(samples, requireEntityType(metadata, stored.entity_type));
  return {
    summary: toSummary(stored),
    delimiter: stored.delimiter ?? ",",
    columns: samples.map((column, index) => ({
      name: column.name,
      samples: column.values.filter((value) => value !== "").slice(0, 5),
      suggestion: suggestions[index] ?? { kind: "skip" },
    })),
    rows: rows.slice(0, PREVIEW_ROWS),
    problems: rows
      .filter((row) => row.cells.length > header.length)
      .slice(0, SHOWN_PROBLEMS)
      .map((row) => ({
        line: row.line,
        message: `The row has ${row.cells.length} cells, the header ${header.length}.`,
      })),
  };
}

/** A dry run over all rows: what would be refused, and why. Nothing is written. */
export async function checkImport(
  tx: TenantTransaction,
  metadata: Metadata,
  input: StartImportInput,
): Promise<ImportCheck> {
  const stored = await loadImport(tx, input.importId);
  const entityType = requireEntityType(metadata, stored.entity_type);
  const columns = input.columns.map((target) => targetField(target, entityType.fields));
  const fields = [
    ...entityType.fields,
    ...columns.filter((field) => field !== null && !entityType.fields.includes(field)),
  ].filter((field) => field !== null);
  const { principalId, role } = tx.principal;
  const scope = { entityType: { ...entityType, fields }, clock: clockOf(metadata, principalId), me: principalId };
  const check = { scope, role };
  const samples: Refusal[] = [];
  let validRows = 0;
  let invalidRows = 0;
  for (let afterLine = 0; ;) {
    const rows = await readRows(tx, { importId: input.importId, afterLine, limit: ROWS_PER_READ });
    const known = await readNames(
      tx,
      rows.map((row) => row.cells),
      columns,
    );
    const refused = rows.flatMap((row) => refusals(row, columns, { ...check, known }));
    samples.push(...refused.flat().slice(0, SHOWN_PROBLEMS - samples.length));
    invalidRows += refused.length;
    validRows += rows.length - refused.length;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_PER_READ) return { validRows, invalidRows, samples };
    afterLine = last.line;
  }
}

/** What is wrong with a row, as a list of one; an empty list when nothing is. */
function refusals(
  row: StoredRow,
  columns: readonly (FieldDefinition | null)[],
  { known, ...check }: Pick<RecordDraft, "scope" | "role"> & { readonly known: KnownNames },
): readonly Refusal[][] {
  const values = rowValues(row.cells, columns, known);
  const checked = values.ok ? validateRecord({ ...check, patch: values.fields, existing: null }) : values;
  return checked.ok
    ? []
    : [checked.problems.map((problem) => ({ line: row.line, field: problem.field, message: problem.message }))];
}

/** The field that a column's cells are read as; a new one is described before it exists. */
export function targetField(target: ColumnTarget, fields: readonly FieldDefinition[]): FieldDefinition | null {
  switch (target.kind) {
    case "skip":
      return null;
    case "field": {
      const field = fields.find((candidate) => candidate.key === target.key);
      if (!field)
        throw new DomainError(
          "bad_request",
          "A column is mapped to a field that does not exist any more. Choose another one.",
        );
      return field;
    }
    case "createField":
      return describedField(target.field);
  }
}

function describedField(field: FieldInput): FieldDefinition {
  return {
    fieldId: null,
    entityType: "",
    key: `new:${field.label}`,
    label: field.label,
    help: field.help,
    type: field.type,
    required: field.required,
    unique: field.unique,
    defaultValue: field.defaultValue,
    config: field.config,
    section: field.section,
    position: 0,
    visibleWhen: field.visibleWhen,
    requiredWhen: field.requiredWhen,
    readRoles: field.readRoles,
    writeRoles: field.writeRoles,
    storage: { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    archivedAt: null,
    version: 1,
  };
}

async function readRows(
  tx: TenantTransaction,
  range: { importId: ImportId; afterLine: number; limit: number },
): Promise<readonly StoredRow[]> {
  const result = await tx.query<StoredRow>(
    "read-import-rows",
    "select line, cells from crm.import_rows where tenant_id = $1 and import_id = $2 and line > $3 order by line limit $4",
    [tx.principal.tenantId, range.importId, range.afterLine, range.limit],
  );
  return result.rows;
}
