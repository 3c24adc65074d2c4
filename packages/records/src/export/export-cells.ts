import type { CrmRecord, EntityType, FieldDefinition, FieldValue, RecordReference } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import { stringify } from "csv-stringify/sync";
import { spreadsheetSafe } from "../import/failed-rows-csv.ts";
import type { Metadata } from "../metadata/metadata.ts";
import { toSnapshot } from "../read/record-row.ts";

/** Records with the names of what they point to, as a page of a list gives them. */
export type ExportedPage = { readonly records: readonly CrmRecord[]; readonly references: readonly RecordReference[] };

/** The first line: labels, behind a mark of UTF-8 that spreadsheets need. */
export function headerLine(fields: readonly FieldDefinition[]): string {
  return `\uFEFF${csvLines([fields.map((field) => field.label)])}`;
}

/** A page of records as lines of CSV: values as their types write them, records and people by name. */
export function recordLines(page: ExportedPage, fields: readonly FieldDefinition[], metadata: Metadata): string {
  const records = new Map(page.references.map(({ id, displayName }) => [id as string, displayName]));
  const people = new Map(metadata.principals.map(({ id, name }) => [id as string, name]));
  const names = { relation: records, user: people };
  return csvLines(
    page.records.map((record) => {
      const values = toSnapshot(record);
      return fields.map((field) => cellText(field, values[field.key] ?? null, names));
    }),
  );
}

/** The fields of an export's columns; what is gone since it was asked for is left out. */
export function exportedFields(entityType: EntityType, columns: readonly string[]): readonly FieldDefinition[] {
  return columns.flatMap((key) => entityType.fields.find((field) => field.key === key) ?? []);
}

type Names = Readonly<Record<"relation" | "user", ReadonlyMap<string, string>>>;

function cellText(field: FieldDefinition, value: FieldValue, names: Names): string {
  const module = fieldTypeOf(field);
  if (module.comparison !== "relation" && module.comparison !== "user") return module.toCsv(value, field.config);
  const known = names[module.comparison];
  const ids: readonly FieldValue[] = Array.isArray(value) ? value : [value];
  return ids.flatMap((id) => (typeof id === "string" ? (known.get(id) ?? id) : [])).join("; ");
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(spreadsheetSafe)),
    { record_delimiter: "\r\n" },
  );
}
