import { z } from "zod";
import { Filter, Sort } from "../filter.ts";
import { EntityTypeKey, ExportId, FieldKey } from "../ids.ts";

/** Records of one file at most: about 500 MB with 20 columns. */
export const EXPORT_ROW_LIMIT = 1_000_000;
/** Columns of one file at most: all fields that an entity type can have. */
export const EXPORT_COLUMN_LIMIT = 600;
/** A file can be loaded for so many days; then it is deleted. */
export const EXPORT_KEEP_DAYS = 7;

/** `exports.create`: what one sees in a list, as a CSV file. `columns`: field keys in order. */
export const CreateExportInput = z.strictObject({
  entityType: EntityTypeKey,
  filter: Filter.optional(),
  search: z.string().trim().max(200).optional(),
  sort: Sort.default({ field: "createdAt", direction: "desc" }),
  columns: z.array(FieldKey).min(1).max(EXPORT_COLUMN_LIMIT),
});
export type CreateExportInput = z.infer<typeof CreateExportInput>;

export const ExportIdInput = z.strictObject({ exportId: ExportId });

export type ExportStatus = "running" | "completed" | "cancelled" | "failed";

/** An export and how far it is. Its file is at `GET /api/exports/<exportId>` once it is completed. */
export type ExportSummary = {
  readonly exportId: ExportId;
  readonly entityType: EntityTypeKey;
  readonly fileName: string;
  readonly status: ExportStatus;
  /** Records that there will be; null where they are too many to be counted first. */
  readonly totalRows: number | null;
  readonly doneRows: number;
  readonly sizeBytes: number;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly error: string | null;
};
