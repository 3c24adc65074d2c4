import { z } from "zod";
import { EntityTypeKey, FieldId, FieldKey } from "./ids.ts";
import { FieldValue } from "./field-value.ts";

/** Field types of part 1, plus `user` (owner and the like) and `dateTime` (stamps), which the header needs. */
export const FIELD_TYPES = [
  "text",
  "longText",
  "number",
  "boolean",
  "date",
  "dateTime",
  "select",
  "user",
  "relation",
] as const;
export const FieldType = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof FieldType>;

/** Colours of the theme that an option may have. */
export const OPTION_HUES = ["slate", "blue", "teal", "green", "amber", "orange", "rose", "violet"] as const;

/** One choice of a select field; `id` never changes, the label may. */
export const SelectOption = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]{1,63}$/),
  label: z.string().trim().min(1).max(120),
  hue: z.enum(OPTION_HUES).default("slate"),
  archived: z.boolean().default(false),
});
export type SelectOption = z.infer<typeof SelectOption>;

/** Settings of a field; which apply depends on its type (its type module says so). */
export const FieldConfig = z.strictObject({
  minLength: z.int().min(0).max(100_000).optional(),
  maxLength: z.int().min(1).max(100_000).optional(),
  /** A pattern for RE2, at most 200 characters. */
  pattern: z.string().max(200).optional(),
  min: z.union([z.number(), z.string().max(40)]).optional(),
  max: z.union([z.number(), z.string().max(40)]).optional(),
  decimals: z.int().min(0).max(10).optional(),
  /** A unit shown in front of a number, such as `$`. */
  unit: z.string().max(8).optional(),
  options: z.array(SelectOption).max(500).optional(),
  targetEntityType: EntityTypeKey.optional(),
  multiple: z.boolean().optional(),
  onTargetDelete: z.enum(["refuse", "clear"]).optional(),
});
export type FieldConfig = z.infer<typeof FieldConfig>;

/** Where a field's index stands. `none`: filters scan; `ready`: filters use the slot. */
export type IndexState = "none" | "building" | "ready" | "releasing";

/** Where a field's value is kept. */
export type FieldStorage =
  | { readonly kind: "native"; readonly table: string; readonly column: string }
  | { readonly kind: "header"; readonly column: string }
  | { readonly kind: "values" }
  | { readonly kind: "links" };

/** All that is known about a field: one shape for native, header and custom fields. */
export type FieldDefinition = {
  readonly fieldId: FieldId | null;
  readonly entityType: EntityTypeKey;
  readonly key: FieldKey;
  readonly label: string;
  readonly help: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly unique: boolean;
  readonly defaultValue: FieldValue;
  readonly config: FieldConfig;
  readonly section: string;
  readonly position: number;
  readonly storage: FieldStorage;
  /** Slot column, such as `t3`, once one is assigned. */
  readonly slot: string | null;
  readonly indexState: IndexState;
  /** Backfill progress in per cent while `building`. */
  readonly indexProgress: number;
  /** True for fields that come with the product: they can't be changed or archived. */
  readonly system: boolean;
  /** True where people can't write: stamps and the like. */
  readonly readOnly: boolean;
  readonly archivedAt: string | null;
  readonly version: number;
};

/** What an admin gives to make a field. */
export const FieldInput = z.strictObject({
  label: z.string().trim().min(1).max(120),
  key: FieldKey.optional(),
  type: FieldType.exclude(["dateTime"]),
  help: z.string().max(500).default(""),
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  defaultValue: FieldValue.default(null),
  config: FieldConfig.default({}),
  section: z.string().trim().max(80).default("Details"),
  indexed: z.boolean().default(false),
});
export type FieldInput = z.infer<typeof FieldInput>;

/** What can change later; the type and the key can't in part 1. */
export const FieldPatch = z.strictObject({
  label: z.string().trim().min(1).max(120).optional(),
  help: z.string().max(500).optional(),
  required: z.boolean().optional(),
  defaultValue: FieldValue.optional(),
  config: FieldConfig.optional(),
  section: z.string().trim().max(80).optional(),
  position: z.number().optional(),
});
export type FieldPatch = z.infer<typeof FieldPatch>;
