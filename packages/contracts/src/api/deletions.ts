import { z } from "zod";
import { EntityTypeKey } from "../ids.ts";
import { DeleteRecordsInput } from "./records.ts";

/** Records that one deletion deletes and clears within its own request; above, a job does it with progress. */
export const DELETE_AT_ONCE = 500;
/** Records and links that one deletion may touch at all. */
export const DELETION_LIMIT = 50_000;
/** Relations that a cascade follows one after the other. */
export const CASCADE_DEPTH_LIMIT = 10;
/** Names that a preview shows of each group. */
export const DELETION_SAMPLES = 3;

export const PlanDeletionInput = DeleteRecordsInput;
export type PlanDeletionInput = z.infer<typeof PlanDeletionInput>;

/** `withDeletion`: also what went into the bin together with these records. */
export const RestoreRecordsInput = DeleteRecordsInput.extend({ withDeletion: z.boolean().default(false) });
export type RestoreRecordsInput = z.infer<typeof RestoreRecordsInput>;

export const DeletionIdInput = z.strictObject({ deletionId: z.uuid() });

/** Records of one kind that a deletion touches; names only of those that the caller may see. */
export type DeletionGroup = {
  readonly entityType: EntityTypeKey;
  readonly count: number;
  readonly samples: readonly string[];
};

/** Records whose relation points to what is to be deleted. `hidden`: there are some that the caller does not see, uncounted. */
export type DeletionRelation = DeletionGroup & {
  readonly field: { readonly key: string; readonly label: string };
  readonly hidden: boolean;
};

/** `records.planDeletion`: what a deletion would do. */
export type DeletionPreview = {
  /** Records that go into the bin, those asked for among them. */
  readonly total: number;
  /** False: it runs as a job, with progress. */
  readonly atOnce: boolean;
  readonly deleted: readonly DeletionGroup[];
  readonly cleared: readonly DeletionRelation[];
  /** Not empty: the deletion is refused because of these. */
  readonly refused: readonly DeletionRelation[];
};

/** `records.delete`: `deletionId` names the job that does the rest, null when all is done. */
export type DeletionResult = { readonly deleted: number; readonly deletionId: string | null };

/** `records.planRestore`: what else went into the bin with these records and is still there. */
export type RestorePreview = { readonly total: number; readonly groups: readonly DeletionGroup[] };

/** `records.deletion`: how far a deletion is. */
export type DeletionProgress = {
  readonly deletionId: string;
  readonly entityType: EntityTypeKey;
  readonly state: "running" | "done" | "cancelled" | "failed";
  readonly total: number;
  readonly done: number;
  readonly error: string | null;
};
