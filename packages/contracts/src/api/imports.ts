import { z } from "zod";
import { FieldInput } from "../field-definition.ts";
import { EntityTypeKey, FieldKey, ImportId, WorkflowId } from "../ids.ts";
import type { TriggerType } from "../workflow/graph.ts";

/** A file's size at most, and what one chunk of its upload may hold (under the server's body limit). */
export const IMPORT_SIZE_LIMIT_BYTES = 50_000_000;
export const IMPORT_CHUNK_CHARACTERS = 200_000;
export const IMPORT_COLUMN_LIMIT = 200;

export const CreateImportInput = z.strictObject({
  entityType: EntityTypeKey,
  fileName: z.string().min(1).max(200),
  sizeBytes: z.int().min(1).max(IMPORT_SIZE_LIMIT_BYTES),
});
/** Chunks come in order; the same ordinal again replaces nothing and is fine (a retried upload). */
export const AppendChunkInput = z.strictObject({
  importId: ImportId,
  ordinal: z.int().min(0).max(10_000),
  text: z.string().min(1).max(IMPORT_CHUNK_CHARACTERS),
});
export const ImportIdInput = z.strictObject({ importId: ImportId });

/** What becomes of one column of the file. */
export const ColumnTarget = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("skip") }),
  z.strictObject({ kind: z.literal("field"), key: FieldKey }),
  z.strictObject({ kind: z.literal("createField"), field: FieldInput }),
]);
export type ColumnTarget = z.infer<typeof ColumnTarget>;

/** Workflows that one import may name. */
const IMPORT_WORKFLOW_LIMIT = 500;

/** Targets by column, in the file's order; `runWorkflows`: whether imported records start all workflows, none, or just these. */
export const StartImportInput = z.strictObject({
  importId: ImportId,
  columns: z.array(ColumnTarget).max(IMPORT_COLUMN_LIMIT),
  runWorkflows: z.union([z.boolean(), z.array(WorkflowId).max(IMPORT_WORKFLOW_LIMIT)]).default(false),
});
export type StartImportInput = z.infer<typeof StartImportInput>;

export type ImportStatus = "uploading" | "ready" | "running" | "completed" | "cancelled" | "failed";

export type ImportSummary = {
  readonly importId: ImportId;
  readonly entityType: EntityTypeKey;
  readonly fileName: string;
  readonly status: ImportStatus;
  readonly totalRows: number;
  readonly doneRows: number;
  readonly createdRows: number;
  readonly failedRows: number;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly error: string | null;
};

/** `imports.preview`: the columns with samples and the mapping that the server proposes. */
export type ImportPreview = {
  readonly summary: ImportSummary;
  readonly delimiter: string;
  readonly columns: readonly {
    readonly name: string;
    readonly samples: readonly string[];
    readonly suggestion: ColumnTarget;
  }[];
  /** The first rows as they would be written, with what is wrong in them. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
};

/** `imports.checkMapping`: a dry run over all rows, nothing written. */
export type ImportCheck = {
  readonly validRows: number;
  readonly invalidRows: number;
  readonly samples: readonly { readonly line: number; readonly field: string; readonly message: string }[];
};

/** A live workflow that the records of an import would start; `imports.start` names those that shall. */
export type ImportWorkflow = {
  readonly workflowId: WorkflowId;
  readonly name: string;
  readonly triggerType: TriggerType;
};
