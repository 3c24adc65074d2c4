import type { FieldConfig, FieldType, FieldValue, Operator, Problem } from "@catalyst/contracts";

/** Families of slot columns; `unique` is taken by any type whose field is unique. */
export type SlotKind = "number" | "text" | "time" | "boolean" | "unique" | "user";

/** What a value is to workflow expressions. */
export type WorkflowDataType = "string" | "number" | "boolean" | "date" | "dateTime" | "list";

/** A value in its one canonical form, or why it can't be taken. Messages never repeat the value. */
export type ParseResult =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** How values of a field are compared in SQL and in memory. */
export type Comparison = "text" | "number" | "boolean" | "date" | "dateTime" | "user" | "relation";

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
  /** Settings that the type understands; any other is refused. */
  readonly configKeys: readonly (keyof FieldConfig)[];
  /** Problems of settings, with `config.<key>` as field. */
  checkConfig(config: FieldConfig): readonly Problem[];
  /** Canonical value of what a caller gives; null and the empty string mean empty and give null. */
  parse(value: FieldValue, config: FieldConfig): ParseResult;
  /** Text of a cell in a CSV file; `fromCsv` gives the same value back. */
  toCsv(value: FieldValue, config: FieldConfig): string;
  fromCsv(text: string, config: FieldConfig): ParseResult;
};

/** A value taken. */
export function accepted(value: FieldValue): ParseResult {
  return { ok: true, value };
}

/** A value refused; the message completes "<label> ...". */
export function refused(code: string, message: string): ParseResult {
  return { ok: false, code, message };
}
