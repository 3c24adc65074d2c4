import { z } from "zod";
import { EntityTypeKey, FieldId, FieldKey } from "./ids.ts";
import { FieldValue } from "./field-value.ts";
import { Filter } from "./filter.ts";
import { Role, ROLES } from "./principal.ts";

/** Every type that a field can have, in the order that people are offered them. */
export const FIELD_TYPES = [
  "text",
  "longText",
  "number",
  "currency",
  "percent",
  "boolean",
  "date",
  "dateTime",
  "select",
  "multiSelect",
  "email",
  "phone",
  "url",
  "address",
  "rating",
  "autoNumber",
  "user",
  "relation",
  "json",
  "formula",
  "rollup",
] as const;
export const FieldType = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof FieldType>;

/** Longest label, help text and section name of a field, in characters. */
export const LABEL_LIMIT = 120;
export const HELP_LIMIT = 500;
export const SECTION_LIMIT = 80;
/** Options of one choice field, characters of an option's label, currencies of one field, at most. */
export const OPTION_LIMIT = 500;
export const OPTION_LABEL_LIMIT = 120;
export const CURRENCY_LIMIT = 50;
/** Longest pattern and longest formula, in characters. */
export const PATTERN_LIMIT = 200;
export const EXPRESSION_LIMIT = 2_000;

/** Colours of the theme that an option may have. */
export const OPTION_HUES = ["slate", "blue", "teal", "green", "amber", "orange", "rose", "violet"] as const;

/** One choice of a select field; `id` never changes, the label may. */
export const SelectOption = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]{1,63}$/),
  label: z.string().trim().min(1).max(OPTION_LABEL_LIMIT),
  hue: z.enum(OPTION_HUES).default("slate"),
  archived: z.boolean().default(false),
});
export type SelectOption = z.infer<typeof SelectOption>;

/** An ISO 4217 code; that it exists is the type module's to check. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/** What a formula or a roll-up gives. */
export const RESULT_TYPES = ["text", "number", "boolean", "date", "dateTime"] as const;
export const ResultType = z.enum(RESULT_TYPES);
export type ResultType = z.infer<typeof ResultType>;

/** How a roll-up makes one value of many records. */
export const ROLLUP_FUNCTIONS = ["count", "sum", "min", "max", "average"] as const;

/** What a roll-up is computed over: the records of `entityType` whose relation field `relation` points to this record. */
export const RollupConfig = z.strictObject({
  entityType: EntityTypeKey,
  relation: FieldKey,
  function: z.enum(ROLLUP_FUNCTIONS),
  /** Field of those records; none for `count`. */
  field: FieldKey.optional(),
  /** Which of them count; all without. */
  filter: Filter.optional(),
});
export type RollupConfig = z.infer<typeof RollupConfig>;

/** Settings of a field; which apply depends on its type (its type module says so). */
export const FieldConfig = z.strictObject({
  minLength: z.int().min(0).max(100_000).optional(),
  maxLength: z.int().min(1).max(100_000).optional(),
  /** Whether global search knows the words of a text field; addresses and numbers are always known to it. */
  searchable: z.boolean().optional(),
  /** A pattern for RE2. */
  pattern: z.string().max(PATTERN_LIMIT).optional(),
  min: z.union([z.number(), z.string().max(40)]).optional(),
  max: z.union([z.number(), z.string().max(40)]).optional(),
  decimals: z.int().min(0).max(10).optional(),
  /** A unit shown in front of a number, such as `$`. */
  unit: z.string().max(8).optional(),
  options: z.array(SelectOption).max(OPTION_LIMIT).optional(),
  /** Currencies that may be chosen; none means all of ISO 4217. */
  currencies: z.array(CurrencyCode).max(CURRENCY_LIMIT).optional(),
  defaultCurrency: CurrencyCode.optional(),
  /** What an auto-number is shown with: `INV-` and 5 give INV-00042. */
  prefix: z.string().max(20).optional(),
  padding: z.int().min(0).max(12).optional(),
  startAt: z.int().min(0).max(1_000_000_000).optional(),
  /** A formula's expression, in CEL. */
  expression: z.string().max(EXPRESSION_LIMIT).optional(),
  resultType: ResultType.optional(),
  rollup: RollupConfig.optional(),
  targetEntityType: EntityTypeKey.optional(),
  multiple: z.boolean().optional(),
  onTargetDelete: z.enum(["refuse", "clear", "cascade"]).optional(),
  /** What the relation is called on the other side; empty: the plural of the entity type that has the field. */
  inverseLabel: z.string().trim().max(LABEL_LIMIT).optional(),
});
export type FieldConfig = z.infer<typeof FieldConfig>;

/** Where a field's index stands. `none`: filters scan; `ready`: filters use the slot. */
export type IndexState = "none" | "building" | "ready" | "releasing";

/** Where a field's value is kept. `key`: its place in `values` where it is another one than the field's key, after a change of type. */
export type FieldStorage =
  | { readonly kind: "native"; readonly table: string; readonly column: string }
  | { readonly kind: "header"; readonly column: string }
  | { readonly kind: "values"; readonly key?: string }
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
  /** A value, or for dates and users a dynamic one: `today`, `now`, `me`. */
  readonly defaultValue: FieldValue;
  readonly config: FieldConfig;
  readonly section: string;
  readonly position: number;
  /** Condition over the record's other fields under which the field is shown; null: always. */
  readonly visibleWhen: Filter | null;
  /** Condition under which it must be filled in, beside `required`; null: none. */
  readonly requiredWhen: Filter | null;
  /** Roles that see it, and that write it; null: every role that sees, or writes, the record. */
  readonly readRoles: readonly Role[] | null;
  readonly writeRoles: readonly Role[] | null;
  readonly storage: FieldStorage;
  /** Slot column, such as `t3`, once one is assigned. */
  readonly slot: string | null;
  /** Unique slot, such as `u1`, once it is ready: equality is looked up there. */
  readonly uniqueSlot?: string | null;
  readonly indexState: IndexState;
  /** Backfill progress in per cent while `building`. */
  readonly indexProgress: number;
  /** True for fields that come with the product: they can't be changed or archived. */
  readonly system: boolean;
  /** True where people can't write: stamps and the like. */
  readonly readOnly: boolean;
  readonly archivedAt: string | null;
  readonly version: number;
  /** Of a formula or roll-up whose stored values are being computed anew, or were left old when that was cancelled. */
  readonly recompute?: FieldRecompute | null;
};

/** Where the recomputation of a field's stored values stands; `progress` in per cent. */
export type FieldRecompute = { readonly state: "running" | "cancelled"; readonly progress: number };

/** Roles that a field is open to, or null for all. The administrator always is. */
const FieldRoles = z.array(Role).max(ROLES.length).nullable();

/** What an admin gives to make a field. */
export const FieldInput = z.strictObject({
  label: z.string().trim().min(1).max(LABEL_LIMIT),
  key: FieldKey.optional(),
  type: FieldType,
  help: z.string().max(HELP_LIMIT).default(""),
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  defaultValue: FieldValue.default(null),
  config: FieldConfig.default({}),
  section: z.string().trim().max(SECTION_LIMIT).default("Details"),
  visibleWhen: Filter.nullable().default(null),
  requiredWhen: Filter.nullable().default(null),
  readRoles: FieldRoles.default(null),
  writeRoles: FieldRoles.default(null),
  indexed: z.boolean().default(false),
});
export type FieldInput = z.infer<typeof FieldInput>;

/** What can change at once; the key can't, and the type only by a job of its own. */
export const FieldPatch = z.strictObject({
  label: z.string().trim().min(1).max(LABEL_LIMIT).optional(),
  help: z.string().max(HELP_LIMIT).optional(),
  required: z.boolean().optional(),
  defaultValue: FieldValue.optional(),
  config: FieldConfig.optional(),
  section: z.string().trim().max(SECTION_LIMIT).optional(),
  position: z.number().optional(),
  visibleWhen: Filter.nullable().optional(),
  requiredWhen: Filter.nullable().optional(),
  readRoles: FieldRoles.optional(),
  writeRoles: FieldRoles.optional(),
});
export type FieldPatch = z.infer<typeof FieldPatch>;
