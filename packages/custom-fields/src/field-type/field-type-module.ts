import type { FieldConfig, FieldType, FieldValue, Operator, Problem } from "@catalyst/contracts";
import type { ValueForm } from "../convert-forms.ts";

/** Families of slot columns; `unique` is taken by any type whose field is unique. */
export type SlotKind = "number" | "text" | "time" | "boolean" | "unique" | "user";

/** What a value is to workflow expressions. A `map` has parts with names, such as `price.amount`. */
export type WorkflowDataType = "string" | "number" | "boolean" | "date" | "dateTime" | "list" | "map" | "any";

/** A part of a value, such as `amount` of a price. */
export type ValuePart = { readonly key: string; readonly label: string; readonly type: FieldType };

/** A JSON Schema of draft 2020-12, as developers' tools read it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** A value in its one canonical form, or why it can't be taken. Messages never repeat the value. */
export type ParseResult =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** How values of a field are compared in SQL and in memory; of an amount with a currency the amount. */
export type Comparison =
  | "text"
  | "number"
  | "boolean"
  | "date"
  | "dateTime"
  | "user"
  | "relation"
  /** A list of option ids. */
  | "options"
  /** An object or any JSON: only emptiness and its text can be asked for. */
  | "document";

/** A default that stands for something else: the day or the instant of making the record, or who makes it. */
export type DynamicDefault = "today" | "now" | "me";

/** What a value, or a part of one, is in formulas. */
export type FormulaValue = "text" | "number" | "truth" | "time" | "list";

/**
 * How global search cuts a value into words. `words`: addresses, found before `prose`; `digits`: as it is dialled; `host`: of a
 * link; `serial`: a number with its prefix and its digits filled up. Kept beside the field, for the database to follow.
 */
export type SearchReading = {
  readonly kind: "words" | "prose" | "digits" | "host" | "serial";
  readonly prefix?: string | undefined;
  readonly padding?: number | undefined;
};

/** All that the product knows about one type of field. Pure and total: `parse` never throws. */
export type FieldTypeModule = {
  readonly type: FieldType;
  readonly label: string;
  /** Slots that an indexed field of the type uses; null: it can't be indexed. */
  readonly slotKind: SlotKind | null;
  /** Whether a field of the type may be unique. */
  readonly canBeUnique: boolean;
  readonly sortable: boolean;
  readonly comparison: Comparison;
  readonly operators: readonly Operator[];
  readonly workflowType: WorkflowDataType;
  /** What else an expression may give for a field of the type: a bare amount, for a currency. */
  readonly alsoTakes?: readonly WorkflowDataType[];
  /** Named parts of a value that is a map, as workflows and developers read them. */
  readonly parts?: readonly ValuePart[];
  /** Defaults that are decided when a record is made, such as `today`. */
  readonly dynamicDefaults?: readonly DynamicDefault[];
  /** Computed by the product: nobody writes it, it has no default and can't be required. */
  readonly computed: boolean;
  /** Whether each new record gets the next number of the field's counter as its value. */
  readonly numbered: boolean;
  /** What its values mean to a change of type: which types they can become, and be made of. */
  readonly form: ValueForm;
  /** What formulas read, by its parts where it has some; null: they can't read it. */
  readonly formulaInput: FormulaValue | Readonly<Record<string, FormulaValue>> | null;
  /** Place among the types that an import proposes for a column whose every cell reads back as written; null: never. */
  readonly guessRank: number | null;
  /** Settings that the type understands; any other is refused. */
  readonly configKeys: readonly (keyof FieldConfig)[];
  /** Problems of settings, with `config.<key>` as field. */
  checkConfig(config: FieldConfig): readonly Problem[];
  /**
   * Canonical value of what a caller gives; null and the empty string mean empty and give null. `stored` is the record's
   * value so far: parts of it, such as an archived option, may stay.
   */
  parse(value: FieldValue, config: FieldConfig, stored?: FieldValue): ParseResult;
  /** What the API takes and gives as the field's value; null stands beside it where the field may be empty. */
  apiSchema(config: FieldConfig): JsonSchema;
  /** Text of a cell in a CSV file; `fromCsv` gives the same value back. */
  toCsv(value: FieldValue, config: FieldConfig): string;
  fromCsv(text: string, config: FieldConfig): ParseResult;
  /** How global search reads a field with these settings; null: it does not look there. */
  readonly search: (config: FieldConfig) => SearchReading | null;
  /** Settings as they are kept, with what was left out; absent: as given. */
  completeConfig?(config: FieldConfig): FieldConfig;
  /** Traits that depend on the settings, such as a formula's by its result; absent: none do. */
  resolve?(config: FieldConfig): FieldTypeModule;
};

/** What most types have: a value that people write. */
export const WRITTEN_VALUE = { computed: false, numbered: false } as const;

/** A field that global search never looks at. */
export const NOT_SEARCHED = (): null => null;

/** Traits that say what a type is, not how it behaves: each type states them itself, or does not compile. */
type OwnTrait = "type" | "label" | "canBeUnique" | "form" | "formulaInput" | "search" | "numbered" | "guessRank";

/** A module's behaviour, for another type to build on. */
export function behaviourOf(module: FieldTypeModule): Omit<FieldTypeModule, OwnTrait> {
  const {
    type: _type,
    label: _label,
    canBeUnique: _canBeUnique,
    form: _form,
    formulaInput: _formulaInput,
    search: _search,
    numbered: _numbered,
    guessRank: _guessRank,
    ...behaviour
  } = module;
  return behaviour;
}

/** A value taken. */
export function accepted(value: FieldValue): ParseResult {
  return { ok: true, value };
}

/** A value refused; the message completes "<label> ...". */
export function refused(code: string, message: string): ParseResult {
  return { ok: false, code, message };
}
