import { z } from "zod";
import { Filter, Sort } from "../filter.ts";
import { EntityTypeKey, RecordId } from "../ids.ts";
import { RecordKey, RecordPatch } from "../record.ts";

/** Rows of one page at most: 200 rows of 200 fields stay under 2 MB. */
export const PAGE_LIMIT = 200;
/** Records of one bulk change at most; larger ones are jobs. */
export const BULK_LIMIT = 1_000;
/** A count stops here and says so. */
export const COUNT_LIMIT = 100_000;

/** `records.list`. `search` matches the primary field's beginning (relation pickers). `deleted`: the bin instead. */
export const ListRecordsInput = z.strictObject({
  entityType: EntityTypeKey,
  filter: Filter.optional(),
  search: z.string().trim().max(200).optional(),
  sort: Sort.default({ field: "createdAt", direction: "desc" }),
  limit: z.int().min(1).max(PAGE_LIMIT).default(50),
  cursor: z.string().max(4_000).optional(),
  deleted: z.boolean().default(false),
});
export type ListRecordsInput = z.infer<typeof ListRecordsInput>;

/** `records.count` answers `{ count, capped }`. */
export const CountRecordsInput = ListRecordsInput.pick({ entityType: true, filter: true, search: true, deleted: true });
export type CountRecordsInput = z.infer<typeof CountRecordsInput>;

export const GetManyRecordsInput = z.strictObject({
  entityType: EntityTypeKey,
  ids: z.array(RecordId).max(PAGE_LIMIT),
});
export const CreateRecordInput = RecordPatch.extend({ entityType: EntityTypeKey, id: RecordId.optional() });
export type CreateRecordInput = z.infer<typeof CreateRecordInput>;

/** `version` is the one that the form was opened with; another one stored means 409 version_conflict. */
export const UpdateRecordInput = RecordPatch.extend({ ...RecordKey.shape, version: z.int().min(1) });
export type UpdateRecordInput = z.infer<typeof UpdateRecordInput>;

/** All or nothing, last write wins: what a bulk edit means. */
export const UpdateManyRecordsInput = RecordPatch.extend({
  entityType: EntityTypeKey,
  ids: z.array(RecordId).min(1).max(BULK_LIMIT),
});
export type UpdateManyRecordsInput = z.infer<typeof UpdateManyRecordsInput>;

export const DeleteRecordsInput = z.strictObject({
  entityType: EntityTypeKey,
  ids: z.array(RecordId).min(1).max(BULK_LIMIT),
});
export const RecordHistoryInput = RecordKey.extend({
  limit: z.int().min(1).max(100).default(30),
  before: z.string().max(40).optional(),
});

/** One audit row as the timeline shows it; `before` and `after` hold changed keys only. */
export type HistoryEntry = {
  readonly auditId: string;
  readonly at: string;
  readonly principalId: string | null;
  readonly action: "created" | "updated" | "deleted" | "restored";
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: { readonly kind: string; readonly id: string | null };
};
