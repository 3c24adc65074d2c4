import type { FieldDefinition, FieldValue } from "@catalyst/contracts";
import type { ScreenRecord } from "../provider/records-of.ts";

/** What shows one value of a record. */
export type FieldDisplayProps = {
  readonly field: FieldDefinition;
  readonly value: FieldValue;
  readonly record: ScreenRecord;
  /** In a row of a list: one line, and only so much of the value as fits there. */
  readonly compact?: boolean;
};

/** What edits one value in a react-admin form; `source` is its path in the form. */
export type FieldInputProps = {
  readonly field: FieldDefinition;
  readonly source: string;
  /** Whether the form asks for a value now; without it, what the definition says. */
  readonly required?: boolean;
};

/** What edits a fixed value in a workflow. */
export type LiteralProps = {
  readonly id?: string | undefined;
  readonly label: string;
  readonly field: FieldDefinition;
  readonly value: FieldValue;
  readonly readOnly: boolean;
  readonly onChange: (value: FieldValue) => void;
};
