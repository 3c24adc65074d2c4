import { z } from "zod";
import { FieldConfig, FieldType, type FieldDefinition } from "../field-definition.ts";
import type { FieldValue } from "../field-value.ts";
import { ConversionId, EntityTypeKey, FieldId, type RecordId } from "../ids.ts";
import type { RecordReference } from "../record.ts";
import { FIELD_LIMIT } from "./fields.ts";

/** Days that a type change can be undone, or a deleted field restored. */
export const UNDO_DAYS = 30;
/** Records that a dry run reads before it answers; what is left goes on as a job with progress. */
export const PLAN_RECORDS = 2_000;
/** Samples of each outcome that a dry run shows. */
export const SAMPLE_LIMIT = 5;
/** Counts of records that hold a value stop here and say so. */
export const USAGE_COUNT_LIMIT = 100_000;

/** Sections and positions of many fields at once. */
export const ReorderFieldsInput = z.strictObject({
  entityType: EntityTypeKey,
  places: z
    .array(z.strictObject({ fieldId: FieldId, section: z.string().trim().max(80), position: z.number() }))
    .min(1)
    .max(FIELD_LIMIT),
});
export type ReorderFieldsInput = z.infer<typeof ReorderFieldsInput>;

/** Turns uniqueness on, which checks the data first and builds, or off. */
export const SetUniqueInput = z.strictObject({ fieldId: FieldId, unique: z.boolean() });
export type SetUniqueInput = z.infer<typeof SetUniqueInput>;

/** A page of the values that more than one record has; `cursor` of the page before. */
export const ListDuplicatesInput = z.strictObject({
  fieldId: FieldId,
  limit: z.int().min(1).max(100).default(20),
  cursor: z.string().max(2_000).optional(),
});
export type ListDuplicatesInput = z.infer<typeof ListDuplicatesInput>;

/** A value that several live records have (compared without case and outer spaces), with the first few of them. */
export type DuplicateGroup = {
  readonly value: string;
  readonly count: number;
  readonly records: readonly RecordReference[];
};
export type DuplicatePage = { readonly groups: readonly DuplicateGroup[]; readonly nextCursor: string | null };

/** What became of turning uniqueness on or off. `duplicates`: nothing was built. */
export type SetUniqueOutput =
  | { readonly kind: "changed"; readonly field: FieldDefinition }
  | { readonly kind: "duplicates"; readonly duplicates: DuplicatePage };

/** Stops filling an index in and gives its place back. */
export const CancelIndexingInput = z.strictObject({ fieldId: FieldId, index: z.enum(["search", "unique"]) });
export type CancelIndexingInput = z.infer<typeof CancelIndexingInput>;

/** Where one of a field's indexes stands. `failed`: duplicates came while a unique index was built. */
export type IndexStatus = {
  readonly slot: string;
  readonly state: "building" | "ready" | "releasing" | "failed";
  readonly doneRecords: number;
  readonly totalRecords: number;
  readonly error: string | null;
};

/** What the fields page shows of a field beside its definition. */
export type FieldStatus = {
  readonly search: IndexStatus | null;
  readonly unique: IndexStatus | null;
  /** Records whose value does not fit the index (`SLOT_ERROR_LIMIT` at most are counted); filters miss them. */
  readonly slotErrors: { readonly count: number; readonly samples: readonly RecordReference[] };
  /** The type change that is planned, under way, or can still be undone. */
  readonly typeChange: TypeChange | null;
  /** When a deleted field's values go for good; null: it is not deleted. */
  readonly purgeAt: string | null;
};
/** Slot errors are counted up to here. */
export const SLOT_ERROR_LIMIT = 1_000;

/** `planning` and `planned`: a dry run, nothing is changed. `changed`: done, and can be undone until `undoUntil`. */
export const TYPE_CHANGE_STATES = [
  "planning",
  "planned",
  "converting",
  "changed",
  "undoing",
  "cancelled",
  "undone",
  "failed",
  "final",
] as const;
export type TypeChangeState = (typeof TYPE_CHANGE_STATES)[number];

/** How a value survives a conversion. `lossy`: converting back would not give the same; `failed`: it becomes empty. */
export const CONVERSION_OUTCOMES = ["clean", "lossy", "failed"] as const;
export type ConversionOutcome = (typeof CONVERSION_OUTCOMES)[number];

export type ConversionSample = {
  readonly outcome: ConversionOutcome;
  readonly recordId: RecordId;
  readonly recordName: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  /** Why it loses something or fails; null when clean. */
  readonly reason: string | null;
};

/** A field's change of type: its dry run, its progress, and its way back. */
export type TypeChange = {
  readonly conversionId: ConversionId;
  readonly fieldId: FieldId;
  readonly entityType: EntityTypeKey;
  readonly state: TypeChangeState;
  readonly fromType: FieldType;
  readonly toType: FieldType;
  /** Settings of the new type, with the options that the conversion makes. */
  readonly toConfig: FieldConfig;
  readonly doneRecords: number;
  readonly totalRecords: number;
  readonly counts: Readonly<Record<ConversionOutcome, number>>;
  readonly samples: readonly ConversionSample[];
  /** Who depends on the field: while there are any, the change is refused. */
  readonly blockers: readonly FieldUse[];
  /** Whether the field is indexed and would be so no more: the new type can't be, or has no place left. */
  readonly losesIndex: boolean;
  /** Values written after the change that an undo could not take back; known once it is `undone`. */
  readonly undoLost: number;
  readonly undoUntil: string | null;
  readonly error: string | null;
};

/** A dry run of a type change. Options that texts become are made as needed. */
export const PlanTypeChangeInput = z.strictObject({
  fieldId: FieldId,
  type: FieldType,
  config: FieldConfig.default({}),
});
export type PlanTypeChangeInput = z.infer<typeof PlanTypeChangeInput>;
export const TypeChangeIdInput = z.strictObject({ conversionId: ConversionId });
export type TypeChangeIdInput = z.infer<typeof TypeChangeIdInput>;

export const FIELD_USE_KINDS = ["view", "workflow", "import", "formula", "rollup", "condition"] as const;

/** Something that names a field. `blocks`: a type change or deletion is refused because of it. */
export type FieldUse = {
  readonly kind: (typeof FIELD_USE_KINDS)[number];
  /** Id of the view, workflow, import or field. */
  readonly id: string | null;
  readonly name: string;
  /** Where in it, as words: "live version 3", "draft", "filter". */
  readonly place: string;
  readonly blocks: boolean;
};

/** `fields.usage`: who names the field and how many records hold a value. */
export type FieldUsage = {
  readonly uses: readonly FieldUse[];
  readonly records: { readonly count: number; readonly capped: boolean };
  /** Last change of a record that holds a value, among those changed last; null: none found. */
  readonly lastUsedAt: string | null;
};

/** `fields.planDeletion`: what deleting the field would take away. */
export type DeletionPlan = FieldUsage & {
  readonly samples: readonly { readonly record: RecordReference; readonly value: FieldValue }[];
  readonly undoDays: number;
};

export const FieldUseCountsInput = z.strictObject({ entityType: EntityTypeKey });

/** `fields.useCounts`: how many of each kind use a field, by its id; fields that nobody uses are left out. */
export type FieldUseCounts = {
  readonly counts: Readonly<Record<string, Readonly<Partial<Record<FieldUse["kind"], number>>>>>;
};
